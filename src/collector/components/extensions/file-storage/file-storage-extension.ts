import { formatDuration } from '../../../config/duration.ts';
import type { Extension, ExtensionContext, Storage } from '../../../pipeline/component.ts';
import { InvalidFileError } from './change-log.ts';
import { type FileStorageConfig, usedDirectories } from './config.ts';
import { storageName } from './storage-name.ts';
import { StoredValues } from './stored-values.ts';

const TEMPORARY = 'tempdb';
const MIB = 1_048_576;

/** Keeps what other components store in files, a file for each. */
export function createFileStorage(config: FileStorageConfig, context: ExtensionContext): Extension {
  const { clock, files, logger, random } = context;
  const { compaction } = config;

  return {
    async start() {
      for (const directory of usedDirectories(config)) await checkDirectory(directory);
      if (compaction.cleanup_on_start) await cleanUp();
    },
    async storage(owner: string): Promise<Storage> {
      const path = joined(config.directory, storageName(owner));
      const values = await open(path);
      if (compaction.on_start) await compact(values, path);
      if (compaction.on_rebound) watch(values, path);
      return values;
    },
  };

  async function checkDirectory(directory: string): Promise<void> {
    let kind: 'file' | 'directory' | undefined;
    try {
      kind = await files.kindOf(directory);
    } catch (error) {
      throw new Error(`problem accessing configured directory: ${directory}, err: ${textOf(error)}`);
    }
    if (kind === 'file') throw new Error(`${directory} is not a directory`);
    if (kind === 'directory') return;
    if (!config.create_directory) {
      throw new Error(
        `directory must exist: stat ${directory}: no such file or directory. You can enable the create_directory option to automatically create it`,
      );
    }
    await files.makeDirectory(directory, Number.parseInt(config.directory_permissions, 8));
  }

  async function cleanUp(): Promise<void> {
    const names = await files.list(compaction.directory);
    for (const name of names.filter((each) => each.startsWith(TEMPORARY))) {
      const path = joined(compaction.directory, name);
      await files.remove(path);
      logger.log('debug', 'cleanup', { deletedFile: path });
    }
  }

  async function open(path: string): Promise<StoredValues> {
    try {
      return await StoredValues.open(files, path, config.max_size);
    } catch (error) {
      if (!config.recreate || !(error instanceof InvalidFileError)) throw error;
      logger.log('warn', 'Database corruption detected, recreating database file', {
        file: path,
        panic: error.message,
      });
      const backup = `${path}.${timestamp()}.backup`;
      await files.rename(path, backup);
      logger.log('info', 'Corrupted database file renamed', { original: path, backup });
      return StoredValues.open(files, path, config.max_size);
    }
  }

  /** "20260102T030405.678Z". */
  function timestamp(): string {
    return new Date(Number(clock.now() / 1_000_000n)).toISOString().replace(/[-:]/g, '');
  }

  async function compact(values: StoredValues, path: string): Promise<void> {
    const started = clock.now();
    const number = Math.floor(random() * 1e9);
    const temporary = joined(compaction.directory, `${TEMPORARY}${number}`);
    logger.log('debug', 'starting compaction', { directory: path, tempDirectory: temporary });
    try {
      await values.compact(temporary);
    } catch (error) {
      logger.log('error', 'compaction failure', { directory: compaction.directory, error: textOf(error) });
      return;
    }
    const elapsed = formatDuration(clock.now() - started);
    logger.log('info', 'finished compaction', { directory: path, elapsed });
  }

  /** Compacts a file that was large and holds little now, until it is closed. */
  function watch(values: StoredValues, path: string): void {
    let open = true;
    let stop = (): void => undefined;
    const next = (): void => {
      if (!open) return;
      stop = clock.setTimer(compaction.check_interval, () => {
        const { total, data } = values.sizes;
        const due =
          total >= compaction.rebound_needed_threshold_mib * MIB &&
          data <= compaction.rebound_trigger_threshold_mib * MIB;
        if (due) void compact(values, path).then(next);
        else next();
      });
    };
    values.onClose = () => {
      open = false;
      stop();
    };
    next();
  }
}

function joined(directory: string, name: string): string {
  return directory === '' ? name : `${directory.replace(/\/$/, '')}/${name}`;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
