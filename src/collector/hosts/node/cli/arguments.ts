import { parseArgs } from 'node:util';

export type Command =
  | { readonly name: 'run'; readonly config: string; readonly out: string | undefined }
  | { readonly name: 'validate'; readonly config: string }
  | { readonly name: 'components' | 'version' | 'help' };

/** A command line that isn't understood; the message says what to do. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

export const USAGE = `Usage:
  npm run collector -- run --config FILE [--out FILE]   listens on the configured ports until it is interrupted
  npm run collector -- validate --config FILE           prints what is wrong with a configuration; exit code 1 if anything is
  npm run collector -- components                       lists what is implemented
  npm run collector -- --version

Options:
  --config FILE   the configuration, YAML; \${env:NAME} in it takes environment variables
  --out FILE      where the trace_store exporter writes what it gets, as lines of OTLP/JSON (run only)`;

/** Reads the command line. Throws UsageError. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const [name, ...rest] = positionals;
  if (name === undefined) throw new UsageError('which command? One of run, validate, components');
  if (rest.length > 0) throw new UsageError(`unexpected argument ${JSON.stringify(rest[0])}`);
  const [config, ...more] = values.config ?? [];
  const { out } = values;
  if (name === 'components') {
    if (config !== undefined || out !== undefined) throw new UsageError('components takes no options');
    return { name };
  }
  if (name !== 'run' && name !== 'validate') {
    throw new UsageError(`unknown command ${JSON.stringify(name)}; one of run, validate, components`);
  }
  if (config === undefined) throw new UsageError('at least one config flag must be provided: --config FILE');
  if (more.length > 0)
    throw new UsageError('several --config are known, but not implemented here: give one file');
  if (name === 'run') return { name, config: path(config), out };
  if (out !== undefined) throw new UsageError('--out is an option of run');
  return { name, config: path(config) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: 'string', multiple: true },
        out: { type: 'string' },
        version: { type: 'boolean', short: 'v' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The collector takes "file:collector.yaml" too. */
function path(config: string): string {
  return config.startsWith('file:') ? config.slice('file:'.length) : config;
}
