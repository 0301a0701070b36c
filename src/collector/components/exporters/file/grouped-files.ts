import type { AnyValue } from '../../../../otlp/model.ts';
import type { ComponentContext } from '../../../pipeline/component.ts';
import { PermanentError } from '../../../pipeline/consumer.ts';
import type { FileWriter } from './buffered-file.ts';
import type { FileConfig } from './config.ts';
import { groupPath } from './group-path.ts';

interface WithResource {
  readonly resource: { readonly attributes: ReadonlyMap<string, AnyValue> };
}

/** The files of `group_by`: as many are open as are allowed. */
export class GroupedFiles {
  readonly #config: FileConfig;
  readonly #context: ComponentContext;
  readonly #open: (path: string) => Promise<FileWriter>;
  /** By path; the one not used for longest comes first. */
  readonly #writers = new Map<string, Promise<FileWriter>>();

  constructor(config: FileConfig, context: ComponentContext, open: (path: string) => Promise<FileWriter>) {
    this.#config = config;
    this.#context = context;
    this.#open = open;
  }

  /** Writes each group to its file. All are tried; the failures of any are thrown together. */
  async write<R extends WithResource>(
    resources: readonly R[],
    framed: (group: R[]) => Uint8Array,
  ): Promise<void> {
    const failures: unknown[] = [];
    for (const [group, members] of this.#groups(resources)) {
      try {
        const writer = await this.#writerAt(groupPath(this.#config.path, group));
        await writer.write(framed(members));
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length === 0) return;
    const text = failures.map((error) => (error instanceof Error ? error.message : String(error))).join('\n');
    throw new PermanentError(text);
  }

  async close(): Promise<void> {
    const writers = [...this.#writers.values()];
    this.#writers.clear();
    for (const writer of writers) await closeQuietly(writer, this.#context);
  }

  #groups<R extends WithResource>(resources: readonly R[]): Map<string, R[]> {
    const attribute = this.#config.group_by.resource_attribute;
    const groups = new Map<string, R[]>();
    for (const each of resources) {
      const group = each.resource.attributes.get(attribute);
      if (typeof group !== 'string') {
        this.#context.logger.log('debug', `Resource does not contain ${attribute} attribute, dropping it`);
        continue;
      }
      const members = groups.get(group);
      if (members === undefined) groups.set(group, [each]);
      else members.push(each);
    }
    return groups;
  }

  #writerAt(path: string): Promise<FileWriter> {
    const open = this.#writers.get(path) ?? this.#open(path);
    this.#writers.delete(path);
    this.#writers.set(path, open);
    // One that can't be opened is tried again.
    open.catch(() => this.#writers.delete(path));
    for (const [oldest, writer] of this.#writers) {
      if (this.#writers.size <= this.#config.group_by.max_open_files) break;
      this.#writers.delete(oldest);
      void closeQuietly(writer, this.#context, oldest);
    }
    return open;
  }
}

async function closeQuietly(
  writer: Promise<FileWriter>,
  { logger }: ComponentContext,
  path?: string,
): Promise<void> {
  try {
    await (await writer).close();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    logger.log('warn', 'Failed to close file', { error: reason, ...(path === undefined ? {} : { path }) });
  }
}
