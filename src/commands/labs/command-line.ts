/** `npm run labs`: what was asked for. */
import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

export const USAGE = `Usage:
  npm run labs -- [id …] [--runtime node|embedded|webcontainer|all] [--json]
      proves labs: all, or those named
  npm run labs -- run DIR [--runtime node|embedded|webcontainer] [--config collector.yaml] [--out spans.jsonl]
      runs a project folder once beside a collector`;

export type LabsCommand =
  | {
      readonly command: 'prove';
      readonly ids: readonly string[];
      readonly runtime: string;
      readonly json: boolean;
    }
  | {
      readonly command: 'run';
      readonly folder: string;
      readonly runtime: string;
      readonly config: string | undefined;
      readonly out: string | undefined;
    }
  | { readonly command: 'help' };

/** Throws a `UsageError` for unknown options and options that don't go together. */
export function parseCommandLine(args: readonly string[]): LabsCommand {
  const { values, positionals } = parse(args);
  const { runtime, json, config, out, help } = values;
  if (help === true) return { command: 'help' };
  const [first, ...others] = positionals;
  if (first !== 'run') {
    if (config !== undefined || out !== undefined)
      throw new UsageError('--config and --out belong to "run DIR"');
    return { command: 'prove', ids: positionals, runtime: runtime ?? 'all', json: json ?? false };
  }
  const [folder, ...more] = others;
  if (folder === undefined || more.length > 0)
    throw new UsageError('"run" needs one folder: npm run labs -- run DIR');
  if (json === true) throw new UsageError('--json belongs to the proof of labs, not to "run DIR"');
  if (runtime === 'all')
    throw new UsageError('"run DIR" runs in one runtime: --runtime node, embedded or webcontainer');
  return { command: 'run', folder, runtime: runtime ?? 'node', config, out };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        runtime: { type: 'string' },
        json: { type: 'boolean' },
        config: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
