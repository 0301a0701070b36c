import {
  boolean,
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
import { validateTransform } from './validate-transform.ts';

const CONTEXTS: readonly ContextName[] = [
  'resource',
  'scope',
  'span',
  'spanevent',
  'metric',
  'datapoint',
  'exemplar',
  'log',
  'profile',
];

const groupSchema = struct('common.ContextStatements', {
  context: field(
    parsedString<ContextName | ''>({
      goType: 'common.ContextID',
      default: '',
      values: CONTEXTS,
      parse(text) {
        const context = CONTEXTS.find((each) => each === text.toLowerCase());
        if (context === undefined) throw new Error(`unknown context ${text.toLowerCase()}`);
        return context;
      },
    }),
    'The context the statements are for; without it they find their own from their paths.',
  ),
  conditions: field(list(string()), 'OTTL conditions; the statements run where one of them holds.'),
  statements: field(list(string()), 'OTTL statements, which run one after the other.'),
  error_mode: field(groupErrorModeSchema, 'The error mode of this group, instead of the general one.'),
  shared_cache: field(
    boolean(false),
    'Whether the cache is one for the whole data, shared with the other groups of the context that say so.',
  ),
});

export type StatementsConfig = TextGroup<ConfigOf<typeof groupSchema>>;

function groups(items: string, key: string) {
  return field(
    textGroups(groupSchema, {
      textsKey: 'statements',
      nullItem: `invalid ${key} item: empty statement list items are not supported`,
      textsMayFollow: true,
    }),
    `OTTL statements on ${items}, or groups of them.`,
  );
}

const fields = {
  error_mode: field(
    errorModeSchema('ignore'),
    'What becomes of errors of statements: logged (ignore), dropped without a word (silent), or the whole data is refused (propagate).',
  ),
  trace_statements: groups('traces', 'trace_statements'),
  metric_statements: groups('metrics', 'metric_statements'),
  log_statements: groups('logs', 'log_statements'),
  profile_statements: groups('profiles', 'profile_statements'),
  flatten_data: field(
    boolean(false),
    'Gives each log record a resource and scope of its own while statements run. Needs a feature gate.',
  ),
};

export type TransformConfig = StructOf<typeof fields>;

export const transformSchema = struct('transformprocessor.Config', fields, {
  ownDecoder: true,
  validate: validateTransform,
});
