/** The databases of one program: answers what its `PGlite` objects ask for. */
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import type { DatabaseValue, EngineOptions, FromDatabase, ToDatabase } from '../messages.ts';
import { limitDisk } from './limits.ts';
import type { DatabaseFiles } from './messages.ts';

/** Open at the same time; each takes over a hundred megabytes. */
const MOST_DATABASES = 4;
/** Bytes of one answer. */
const MOST_ANSWER = 64 * 1024 * 1024;

export class ProgramDatabases {
  readonly #files: DatabaseFiles;
  readonly #open = new Map<number, Promise<PGlite>>();
  /** Opened before the program asks for it. */
  #spare: Promise<PGlite> | undefined;

  constructor(files: DatabaseFiles) {
    this.#files = files;
  }

  /** Opens a database ahead; rejects when PostgreSQL doesn't start. */
  async warm(): Promise<void> {
    this.#spare = openDatabase(this.#files, {});
    await this.#spare;
  }

  async answer(call: ToDatabase): Promise<FromDatabase> {
    const { id } = call;
    try {
      return { id, value: await this.#perform(call) };
    } catch (error) {
      if (call.type === 'open') this.#open.delete(call.database);
      return { id, failure: error instanceof Error ? error.message : String(error) };
    }
  }

  async #perform(call: ToDatabase): Promise<DatabaseValue> {
    if (call.type === 'open') {
      if (this.#open.size >= MOST_DATABASES) {
        throw new Error(`A lab may have ${MOST_DATABASES} databases open at the same time; close one first`);
      }
      const opened = this.#take(call.options);
      this.#open.set(call.database, opened);
      await opened;
      return {};
    }
    const database = await this.#open.get(call.database);
    if (database === undefined) throw new Error('PGlite is closed');
    switch (call.type) {
      case 'exec':
        return await execute(database, call.message);
      case 'blob':
        await database._handleBlob(call.blob);
        return {};
      case 'dump':
        return { dump: await database.dumpDataDir(call.compression) };
      case 'close':
        this.#open.delete(call.database);
        await database.close();
        return {};
    }
  }

  #take(options: EngineOptions): Promise<PGlite> {
    const spare = this.#spare;
    if (spare === undefined || Object.keys(options).length > 0) return openDatabase(this.#files, options);
    this.#spare = undefined;
    return spare;
  }
}

async function openDatabase(
  { module, bundle, dataDir }: DatabaseFiles,
  options: EngineOptions,
): Promise<PGlite> {
  const database = await PGlite.create({
    loadDataDir: dataDir,
    ...(options as PGliteOptions),
    pgliteWasmModule: module,
    // For the directory's creation, which has been done; naming it keeps PGlite from fetching it.
    initdbWasmModule: module,
    fsBundle: bundle,
  });
  limitDisk(database);
  return database;
}

async function execute(database: PGlite, message: Uint8Array): Promise<DatabaseValue> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  await database.execProtocolRawStream(message, {
    syncToFs: false,
    // PostgreSQL must finish the statement, whatever becomes of its answer.
    onRawData(bytes) {
      size += bytes.length;
      if (size <= MOST_ANSWER) chunks.push(bytes.slice());
      else chunks.length = 0;
    },
  });
  if (size > MOST_ANSWER) {
    throw new Error(
      `The answer of the statement has ${Math.ceil(size / 1024 / 1024)} MB; a lab's database gives ${MOST_ANSWER / 1024 / 1024} MB at a time`,
    );
  }
  const data = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    data.set(chunk, at);
    at += chunk.length;
  }
  const written = await database._getWrittenBlob();
  return { data, ...(written === undefined ? {} : { written }) };
}
