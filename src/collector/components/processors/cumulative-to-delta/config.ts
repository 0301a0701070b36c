import {
  boolean,
  type ConfigOf,
  duration,
  type Finding,
  field,
  integer,
  list,
  parsedString,
  pointer,
  type StructOf,
  string,
  struct,
} from '../../../config/schema.ts';

/** '' is a number that names nothing: the collector drops first points then, and doesn't count them. */
export type InitialValue = 'auto' | 'keep' | 'drop' | '';

const INITIAL_VALUES: readonly InitialValue[] = ['auto', 'keep', 'drop'];

const METRIC_TYPES: readonly string[] = ['exponentialhistogram', 'histogram', 'sum'];

const matchSchema = struct('cumulativetodeltaprocessor.MatchMetrics', {
  match_type: field(
    { ...string('', 'filterset.MatchType'), values: ['strict', 'regexp'] },
    'How names are compared: strict (they are equal) or regexp (one of the expressions has a match). Required with metrics.',
  ),
  regexp: field(
    pointer(
      struct('regexp.Config', {
        cacheenabled: field(boolean(false), 'Whether results are kept for names that come again.'),
        cachemaxnumentries: field(integer('int', 0), 'How many results are kept; 0 means no limit.'),
      }),
    ),
    'Settings of match_type regexp.',
  ),
  metrics: field(list(string()), 'Names of metrics, or regular expressions, one of which must match.'),
  metric_types: field(
    list(string()),
    'Kinds of metrics, one of which it must be: sum, histogram, exponentialhistogram.',
  ),
});

export type MatchConfig = ConfigOf<typeof matchSchema>;

const fields = {
  max_staleness: field(
    duration(3_600_000_000_000n),
    'How long a stream is remembered after its last point, by the time of that point. 0 means for ever.',
  ),
  initial_value: field(
    parsedString<InitialValue>({
      goType: 'tracking.InitialValue',
      default: 'auto',
      values: INITIAL_VALUES,
      numeric: true,
      byNumber: INITIAL_VALUES,
      parse(text) {
        const known = INITIAL_VALUES.find((value) => value === text);
        if (known === undefined) throw new Error(`unknown initial_value: ${text}`);
        return known;
      },
    }),
    'What becomes of the first point of a stream: keep sends it as it is, drop only remembers it, auto sends it where the stream began after the collector.',
  ),
  include: field(matchSchema, 'The metrics that are converted; all where nothing is said.'),
  exclude: field(matchSchema, 'Metrics that are not converted, also where include names them.'),
};

export type CumulativeToDeltaConfig = StructOf<typeof fields>;

export const cumulativeToDeltaSchema = struct('cumulativetodeltaprocessor.Config', fields, { validate });

function validate({ include, exclude }: CumulativeToDeltaConfig): readonly Finding[] {
  const sections = { include, exclude };
  const finding = firstFinding(sections);
  return finding === undefined ? [] : [finding];
}

/** The collector tells the first only. */
function firstFinding(sections: Readonly<Record<'include' | 'exclude', MatchConfig>>): Finding | undefined {
  for (const at of ['include', 'exclude'] as const) {
    const { match_type: type, metrics = [] } = sections[at];
    if (metrics.length > 0 && type === '') {
      return { message: 'match_type must be set if metrics are supplied', at: [at, 'metrics'] };
    }
  }
  for (const at of ['include', 'exclude'] as const) {
    const { match_type: type, metrics = [] } = sections[at];
    if (metrics.length === 0 && type !== '') {
      return { message: 'metrics must be supplied if match_type is set', at: [at, 'match_type'] };
    }
  }
  for (const at of ['exclude', 'include'] as const) {
    const types = sections[at].metric_types ?? [];
    const index = types.findIndex((type) => !METRIC_TYPES.includes(type.toLowerCase()));
    if (index < 0) continue;
    return {
      message: `found invalid metric type in ${at}.metric_types: ${types[index]}. Valid values are [${METRIC_TYPES.join(' ')}]`,
      at: [at, 'metric_types', String(index)],
    };
  }
  return undefined;
}
