/**
 * PGlite's class for programs in the sandbox: all of PGlite that runs in JavaScript, with PostgreSQL itself a worker away.
 * Bytes of the wire protocol cross, so results, types and errors are made by PGlite's own code, as in Node.
 */

import { callDatabase } from 'lab:database';
import {
  type messages as Messages,
  messages,
  type PGliteOptions,
  protocol,
  type Transaction,
} from '@electric-sql/pglite';
import type { EngineOptions } from '../messages.ts';
import { BasePGlite } from './base-pglite.ts';
import { Batches } from './batches.ts';
import { Exclusive } from './exclusive.ts';
import { channelName, Notifications } from './notifications.ts';

type BackendMessage = Messages.BackendMessage;
type Options = PGliteOptions;

interface ProtocolOptions {
  readonly throwOnError?: boolean;
  readonly onNotice?: (notice: Messages.NoticeMessage) => void;
}

/** What one call of the protocol has brought. */
interface Received {
  readonly messages: BackendMessage[];
  error: Messages.DatabaseError | undefined;
}

let lastDatabase = 0;

export class PGlite extends BasePGlite {
  readonly dataDir: string | undefined;
  readonly debug: number;
  readonly waitReady: Promise<void>;
  readonly #database = ++lastDatabase;
  readonly #queries = new Exclusive();
  readonly #transactions = new Exclusive();
  readonly #listening = new Exclusive();
  readonly #notifications = new Notifications();
  readonly #closers: (() => Promise<void>)[] = [];
  readonly #options: Options;
  readonly #batches = new Batches();
  #parser = new protocol.Parser();
  #state: 'opening' | 'ready' | 'closing' | 'closed' = 'opening';
  /** "I" outside of a transaction block; from PostgreSQL's last ReadyForQuery. */
  #status = 'I';
  #written: Blob | undefined;

  constructor(dataDirOrOptions: string | Options = {}, options: Options = {}) {
    super();
    const chosen =
      typeof dataDirOrOptions === 'string' ? { dataDir: dataDirOrOptions, ...options } : dataDirOrOptions;
    this.#options = chosen;
    this.dataDir = chosen.dataDir;
    this.debug = chosen.debug ?? 0;
    if (chosen.parsers !== undefined) this.parsers = { ...this.parsers, ...chosen.parsers };
    if (chosen.serializers !== undefined) this.serializers = { ...this.serializers, ...chosen.serializers };
    this.waitReady = this.#open(chosen);
  }

  static async create(dataDirOrOptions?: string | Options, options?: Options): Promise<PGlite> {
    const chosen =
      typeof dataDirOrOptions === 'string'
        ? { dataDir: dataDirOrOptions, ...options }
        : (dataDirOrOptions ?? options ?? {});
    const database = new PGlite(chosen);
    await database.waitReady;
    return database;
  }

  get ready(): boolean {
    return this.#state === 'ready';
  }

  get closed(): boolean {
    return this.#state === 'closed';
  }

  async close(): Promise<void> {
    await this._checkReady();
    // What was asked for before comes first.
    await this.#transactions.run(() =>
      this.#queries.run(async () => {
        await this._checkReady();
        this.#state = 'closing';
      }),
    );
    for (const close of this.#closers) await close();
    await callDatabase(this.#database, { type: 'close' });
    this.#state = 'closed';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async execProtocolRaw(message: Uint8Array, _options: ProtocolOptions = {}): Promise<Uint8Array> {
    const data = await this.#send(message);
    this.#receive(data, {}, { messages: [], error: undefined });
    return data;
  }

  async execProtocolRawStream(
    message: Uint8Array,
    { onRawData }: { readonly onRawData: (bytes: Uint8Array) => void },
  ): Promise<void> {
    const data = await this.#send(message);
    if (data.length > 0) onRawData(data);
  }

  async execProtocol(
    message: Uint8Array,
    options: ProtocolOptions = {},
  ): Promise<{ readonly messages: BackendMessage[]; readonly data: Uint8Array }> {
    const received: Received = { messages: [], error: undefined };
    const data = await this.#send(message);
    this.#receive(data, { throwOnError: true, ...options }, received);
    this.#throwError(received);
    return { messages: received.messages, data };
  }

  /** What the base class sends its queries with. */
  async execProtocolStream(message: Uint8Array, options: ProtocolOptions = {}): Promise<BackendMessage[]> {
    const known = this.#batches.answered(message);
    if (known !== undefined) return known;
    const received: Received = { messages: [], error: undefined };
    const data = await this.#send(this.#batches.batch(message));
    this.#receive(data, { throwOnError: true, ...options }, received);
    const own = this.#batches.split(message, received.messages);
    this.#throwError(received);
    return own;
  }

  isInTransaction(): boolean {
    return this.#status !== 'I';
  }

  /** Everything is in memory. */
  async syncToFs(): Promise<void> {}

  async dumpDataDir(compression?: 'none' | 'gzip' | 'auto'): Promise<Blob> {
    return await this.#queries.run(async () => {
      await this._checkReady();
      const { dump } = await callDatabase(this.#database, { type: 'dump', compression });
      return dump ?? new Blob();
    });
  }

  async clone(): Promise<PGlite> {
    const { extensions } = this.#options;
    const loadDataDir = await this.dumpDataDir('none');
    return await PGlite.create({ loadDataDir, ...(extensions === undefined ? {} : { extensions }) });
  }

  async listen(
    channel: string,
    listener: (payload: string) => void,
    transaction?: Transaction,
  ): Promise<(transaction?: Transaction) => Promise<void>> {
    return await this.#listening.run(async () => {
      const name = channelName(channel);
      this.#notifications.add(name, listener);
      try {
        await (transaction ?? this).exec(`LISTEN ${channel}`);
      } catch (error) {
        this.#notifications.remove(name, listener);
        throw error;
      }
      return async (later?: Transaction) => await this.unlisten(name, listener, later);
    });
  }

  async unlisten(
    channel: string,
    listener?: (payload: string) => void,
    transaction?: Transaction,
  ): Promise<void> {
    await this.#listening.run(async () => {
      const nobody = this.#notifications.remove(channelName(channel), listener);
      if (nobody || listener === undefined) await (transaction ?? this).exec(`UNLISTEN ${channel}`);
    });
  }

  onNotification(listener: (channel: string, payload: string) => void): () => void {
    this.#notifications.addAny(listener);
    return () => this.#notifications.removeAny(listener);
  }

  offNotification(listener: (channel: string, payload: string) => void): void {
    this.#notifications.removeAny(listener);
  }

  // What the base class calls.

  async _checkReady(): Promise<void> {
    if (this.#state === 'closing') throw new Error('PGlite is closing');
    if (this.#state === 'closed') throw new Error('PGlite is closed');
    if (this.#state === 'opening') await this.waitReady;
  }

  _runExclusiveQuery<T>(action: () => Promise<T>): Promise<T> {
    return this.#queries.run(action);
  }

  _runExclusiveTransaction<T>(action: () => Promise<T>): Promise<T> {
    return this.#transactions.run(action);
  }

  async _handleBlob(blob?: Blob): Promise<void> {
    if (blob !== undefined) await callDatabase(this.#database, { type: 'blob', blob });
  }

  async _cleanupBlob(): Promise<void> {
    // The engine forgets it with the next one.
  }

  async _getWrittenBlob(): Promise<Blob | undefined> {
    const written = this.#written;
    this.#written = undefined;
    return written;
  }

  async #open(options: Options): Promise<void> {
    refuseWhatIsMissing(options);
    const initializers = [];
    for (const [name, extension] of Object.entries(options.extensions ?? {})) {
      if (extension instanceof URL) throw extensionMissing(name);
      const made = await extension.setup(this as never, {});
      if (made.bundlePath !== undefined) throw extensionMissing(name);
      if (made.namespaceObj !== undefined) Object.assign(this, { [name]: made.namespaceObj });
      if (made.init !== undefined) initializers.push(made.init);
      if (made.close !== undefined) this.#closers.push(made.close);
    }
    await callDatabase(this.#database, { type: 'open', options: engineOptions(options) });
    this.#state = 'ready';
    await this._initArrayTypes();
    for (const initialize of initializers) await initialize();
  }

  async #send(message: Uint8Array): Promise<Uint8Array> {
    const { data, written } = await callDatabase(this.#database, { type: 'exec', message });
    if (written !== undefined) {
      this.#written = this.#written === undefined ? written : new Blob([this.#written, written]);
    }
    return data ?? new Uint8Array();
  }

  /** After the first error, nothing more of an answer counts. */
  #receive(data: Uint8Array, { throwOnError = false, onNotice }: ProtocolOptions, received: Received): void {
    if (data.length === 0) return;
    // The parser reads the whole buffer behind an array.
    this.#parser.parse(data.slice(), (message) => {
      if (message instanceof messages.ReadyForQueryMessage) this.#status = message.status;
      if (received.error !== undefined) return;
      if (message instanceof messages.DatabaseError) {
        if (throwOnError) received.error = message;
      } else if (message instanceof messages.NoticeMessage) {
        if (this.debug > 0) console.warn(message);
        onNotice?.(message);
      } else if (message instanceof messages.NotificationResponseMessage) {
        this.#notifications.notify(message.channel, message.payload);
      }
      received.messages.push(message);
    });
  }

  #throwError({ error }: Received): void {
    if (error === undefined) return;
    this.#parser = new protocol.Parser();
    throw error;
  }
}

/** Better an error than a database that silently isn't what was asked for. */
function refuseWhatIsMissing({ dataDir, fs }: Options): void {
  const inMemory = dataDir === undefined || dataDir === '' || dataDir.startsWith('memory://');
  if (inMemory && fs === undefined) return;
  throw new Error(
    'The lab runs in a sandbox: its databases are in memory. Use `new PGlite()`, or run the lab with Node to keep data in a folder',
  );
}

function extensionMissing(name: string): Error {
  return new Error(
    `The extension "${name}" is not available in the sandbox; run the lab with Node to use it`,
  );
}

function engineOptions({
  username,
  database,
  startParams,
  postgresqlconf,
  initialMemory,
  loadDataDir,
}: Options): EngineOptions {
  return {
    ...(username === undefined ? {} : { username }),
    ...(database === undefined ? {} : { database }),
    ...(startParams === undefined ? {} : { startParams }),
    ...(postgresqlconf === undefined ? {} : { postgresqlconf }),
    ...(initialMemory === undefined ? {} : { initialMemory }),
    ...(loadDataDir === undefined ? {} : { loadDataDir }),
  };
}
