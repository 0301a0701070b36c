/** `util.parseArgs`: the options and positionals of a command line, by Node's rules. */
import { codedError } from './node-error.ts';

type Value = string | boolean;

interface OptionConfig {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  readonly default?: Value | readonly Value[];
}

interface Config {
  readonly args?: readonly string[];
  readonly options?: Readonly<Record<string, OptionConfig>>;
  readonly strict?: boolean;
  readonly allowPositionals?: boolean;
}

interface Parsed {
  readonly values: Record<string, Value | Value[] | undefined>;
  readonly positionals: string[];
}

/** Throws as Node does: unknown options, values missing or too many, positionals nobody allowed. */
export function parseArgs(config: Config, given: readonly string[]): Parsed {
  const { options = {}, strict = true, allowPositionals = !strict } = config;
  const values = Object.create(null) as Parsed['values'];
  const positionals: string[] = [];
  const waiting = expandShort([...(config.args ?? given)], options);

  const store = (name: string, value: Value): void => {
    const known = values[name];
    if (options[name]?.multiple !== true) values[name] = value;
    else values[name] = [...(Array.isArray(known) ? known : []), value];
  };

  for (let arg = waiting.shift(); arg !== undefined; arg = waiting.shift()) {
    if (arg === '--') {
      for (const rest of waiting.splice(0)) positionals.push(rest);
    } else if (arg.startsWith('--')) {
      const [name = '', inline] = splitAtEquals(arg.slice(2));
      const option = options[name];
      if (option === undefined && strict) {
        throw codedError(TypeError, 'ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '--${name}'`);
      }
      if (option?.type === 'string') {
        const value = inline ?? (waiting[0]?.startsWith('-') && strict ? undefined : waiting.shift());
        if (value === undefined) throw invalidValue(`Option '--${name} <value>' argument missing`);
        store(name, value);
      } else if (inline !== undefined && option !== undefined) {
        throw invalidValue(`Option '--${name}' does not take an argument`);
      } else store(name, inline ?? true);
    } else if (!allowPositionals) {
      const says = `Unexpected argument '${arg}'. This command does not take positional arguments`;
      throw codedError(TypeError, 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', says);
    } else positionals.push(arg);
  }
  for (const [name, { default: usual }] of Object.entries(options)) {
    if (usual !== undefined && values[name] === undefined) values[name] = usual as Value | Value[];
  }
  return { values, positionals };
}

/** "-vn x" becomes "--verbose --name x"; what comes behind "--" stays. */
function expandShort(args: readonly string[], options: Readonly<Record<string, OptionConfig>>): string[] {
  const byShort = new Map(Object.entries(options).map(([name, { short }]) => [short, name]));
  const expanded: string[] = [];
  for (const [at, arg] of args.entries()) {
    if (arg === '--') return [...expanded, ...args.slice(at)];
    if (!/^-[^-]/.test(arg)) {
      expanded.push(arg);
      continue;
    }
    for (let letter = 1; letter < arg.length; letter++) {
      const name = byShort.get(arg[letter]) ?? (arg[letter] as string);
      const rest = arg.slice(letter + 1);
      if (options[name]?.type === 'string' && rest !== '') {
        expanded.push(`--${name}=${rest}`);
        break;
      }
      expanded.push(`--${name}`);
    }
  }
  return expanded;
}

function splitAtEquals(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function invalidValue(message: string): Error {
  return codedError(TypeError, 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', message);
}
