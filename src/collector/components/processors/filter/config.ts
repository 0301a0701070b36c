import {
  anyValue,
  type ConfigOf,
  field,
  list,
  parsedString,
  type StructOf,
  string,
  struct,
  type TextGroup,
  textGroups,
} from '../../../config/schema.ts';
import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import { errorModeSchema, groupErrorModeSchema } from '../../../ottl/error-mode-schema.ts';
import { validateFilter } from './validate-filter.ts';

const CONTEXTS: readonly ContextName[] = [
  'resource',
  'scope',
  'span',
  'spanevent',
  'metric',
  'datapoint',
  'log',
  'profile',
];

const groupSchema = struct('condition.ContextConditions', {
  context: field(
    parsedString<ContextName | ''>({
      goType: 'condition.ContextID',
      default: '',
      values: CONTEXTS,
      parse(text) {
        const context = CONTEXTS.find((each) => each === text.toLowerCase());
        if (context === undefined) throw new Error(`unknown context ${text.toLowerCase()}`);
        return context;
      },
    }),
    'The context the conditions are for; without it each condition finds its own from its paths.',
  ),
  conditions: field(list(string()), 'OTTL conditions; what one of them holds for is dropped.'),
  error_mode: field(groupErrorModeSchema, 'The error mode of these conditions, instead of the general one.'),
});

export type ConditionGroup = TextGroup<ConfigOf<typeof groupSchema>>;

function groups(items: string) {
  return field(
    textGroups(groupSchema, {
      textsKey: 'conditions',
      nullItem: 'condition cannot be empty',
      textsMayFollow: false,
    }),
    `OTTL conditions on ${items}, or groups of them; what one of them holds for is dropped.`,
  );
}

function conditions(context: string, dropped: string) {
  return field(list(string()), `OTTL conditions in the ${context} context; ${dropped}. Deprecated.`);
}

const onResources = conditions('resource', 'drops whole resources');

const byProperties = {
  include: field(anyValue, 'What to keep, by its properties. Deprecated.', {
    level: 'refused',
    reason: 'say it with conditions',
  }),
  exclude: field(anyValue, 'What to drop, by its properties. Deprecated.', {
    level: 'refused',
    reason: 'say it with conditions',
  }),
};

const fields = {
  error_mode: field(
    errorModeSchema('ignore'),
    'What becomes of errors of conditions: logged (ignore), dropped without a word (silent), or the whole data is refused (propagate).',
  ),
  spans: field(
    struct('filterconfig.MatchConfig', byProperties),
    'Spans to keep and to drop, by their properties. Deprecated: use trace_conditions.',
  ),
  metrics: field(
    struct('filterprocessor.MetricFilters', {
      ...byProperties,
      regexp: field(anyValue, 'The cache of regular expressions.', {
        level: 'ignored',
        reason: 'expressions are fast enough',
      }),
      resource: onResources,
      metric: conditions('metric', 'drops metrics'),
      datapoint: conditions('datapoint', 'drops data points, and metrics without any left'),
    }),
    'Conditions on metrics, the older way. Deprecated: use metric_conditions.',
  ),
  logs: field(
    struct('filterprocessor.LogFilters', {
      ...byProperties,
      resource: onResources,
      log_record: conditions('log', 'drops log records'),
    }),
    'Conditions on logs, the older way. Deprecated: use log_conditions.',
  ),
  traces: field(
    struct('filterprocessor.TraceFilters', {
      resource: onResources,
      span: conditions('span', 'drops spans'),
      spanevent: conditions('spanevent', 'drops span events'),
    }),
    'Conditions on traces, the older way. Deprecated: use trace_conditions.',
  ),
  profiles: field(
    struct('filterprocessor.ProfileFilters', {
      resource: onResources,
      profile: conditions('profile', 'drops profiles'),
    }),
    'Conditions on profiles, the older way. Deprecated: use profile_conditions.',
  ),
  metric_conditions: groups('metrics'),
  log_conditions: groups('logs'),
  trace_conditions: groups('traces'),
  profile_conditions: groups('profiles'),
};

export type FilterConfig = StructOf<typeof fields>;

export const filterSchema = struct('filterprocessor.Config', fields, {
  ownDecoder: true,
  validate: validateFilter,
});
