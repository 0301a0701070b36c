import {
  anyValue,
  boolean,
  type ConfigOf,
  type Finding,
  field,
  integer,
  list,
  parsedString,
  string,
  struct,
} from '../../../config/schema.ts';

/** Levels as the collector spells them when it names one. */
const LEVELS: Readonly<Record<string, string>> = {
  none: 'None',
  basic: 'Basic',
  normal: 'Normal',
  detailed: 'Detailed',
};

export type Verbosity = 'Basic' | 'Normal' | 'Detailed';

const SUPPORTED: readonly string[] = ['Basic', 'Normal', 'Detailed'] satisfies readonly Verbosity[];

export const debugSchema = struct(
  'debugexporter.Config',
  {
    verbosity: field(
      parsedString({
        goType: 'configtelemetry.Level',
        default: 'Basic',
        values: ['basic', 'normal', 'detailed'],
        numeric: true,
        parse(text) {
          const level = text.toLowerCase();
          const known = Object.hasOwn(LEVELS, level) ? LEVELS[level] : undefined;
          if (known === undefined) throw new Error(`unknown metrics level "${text}"`);
          return known;
        },
      }),
      'How much is written: basic counts the items, normal has a line for each, detailed has everything.',
    ),
    sampling_initial: field(
      integer('int', 2),
      'Equal messages written in each second before sampling begins.',
    ),
    sampling_thereafter: field(
      integer('int', 1),
      'After that, every how manieth message is written. 0 writes none.',
    ),
    use_internal_logger: field(boolean(true), 'Whether the collector’s log is written to, or output_paths.'),
    output_paths: field(
      list(string()),
      'Where to write when use_internal_logger is false. Here: "stdout" and "stderr". Default: ["stdout"].',
    ),
    sending_queue: field(anyValue, 'A queue before the exporter.', {
      level: 'refused',
      reason: 'exporters have no sending queue yet; leave the key out',
    }),
  },
  {
    validate(config): readonly Finding[] {
      const { verbosity, use_internal_logger: internal, output_paths: paths } = config;
      if (!SUPPORTED.includes(verbosity)) {
        return [{ message: `verbosity level "${verbosity}" is not supported`, at: ['verbosity'] }];
      }
      if (internal && paths !== undefined) {
        return [
          { message: 'output_paths is not supported when use_internal_logger is true', at: ['output_paths'] },
        ];
      }
      if (!internal && paths?.length === 0) {
        return [
          {
            message: 'output_paths must not be empty when use_internal_logger is false',
            at: ['output_paths'],
          },
        ];
      }
      const file = paths?.findIndex((path) => path !== 'stdout' && path !== 'stderr') ?? -1;
      if (file < 0) return [];
      const message = `output path "${paths?.[file]}" is known, but not implemented here: only "stdout" and "stderr" are`;
      return [{ message, at: ['output_paths', String(file)] }];
    },
  },
);

export type DebugConfig = ConfigOf<typeof debugSchema>;
