import { type ComponentId, formatId, IdError } from './component-id.ts';
import type { MapEntry, SourceRange } from './config-node.ts';
import type { Notice } from './decode.ts';
import type { DecodeProblem } from './decode-problem.ts';

/** What is found out while a configuration is decoded. */
export class UnmarshalFindings {
  readonly problems: DecodeProblem[] = [];
  readonly warnings: Notice[] = [];
  /** Keys that are known but whose effect isn't implemented here and can't be left out. */
  readonly refused: Notice[] = [];

  /** The ids of a section's keys, or `undefined` when one is wrong or doubled. */
  ids(
    entries: readonly MapEntry[],
    parse: (text: string) => ComponentId,
    path: string,
    prefix: string,
  ): [ComponentId, MapEntry][] | undefined {
    const seen = new Set<string>();
    const ids: [ComponentId, MapEntry][] = [];
    for (const entry of entries) {
      let id: ComponentId;
      try {
        id = parse(entry.key);
      } catch (error) {
        if (!(error instanceof IdError)) throw error;
        this.problem(path, `${prefix}${error.message}`, entry.keyRange);
        return undefined;
      }
      const normal = formatId(id);
      if (seen.has(normal)) {
        const text = `${prefix}duplicate name "${entry.key}" after unmarshaling ${normal}`;
        this.problem(path, text, entry.keyRange);
        return undefined;
      }
      seen.add(normal);
      ids.push([id, entry]);
    }
    return ids;
  }

  /** Reports keys that nobody knows. */
  invalidKeys(path: string, unknown: readonly MapEntry[]): void {
    const [first] = unknown;
    if (first === undefined) return;
    const keys = unknown.map((entry) => entry.key).sort();
    this.problem(path, `has invalid keys: ${keys.join(', ')}`, first.keyRange);
  }

  /** Reports one thing the decoder refuses. */
  problem(path: string, cause: string, range: SourceRange): void {
    this.problems.push({ path, cause, range });
  }
}
