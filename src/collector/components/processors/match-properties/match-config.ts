import {
  anyValue,
  boolean,
  type ConfigOf,
  field,
  integer,
  list,
  optionalString,
  parsedString,
  pointer,
  string,
  struct,
} from '../../../config/schema.ts';

const attributesSchema = list(
  struct('filterconfig.Attribute', {
    key: field(string(), 'The attribute that must be there. Required.'),
    value: field(
      anyValue,
      'The value it must have, of the same type, or the regular expression; any value without.',
    ),
  }),
);

const librariesSchema = list(
  struct('filterconfig.InstrumentationLibrary', {
    name: field(string(), 'The name the instrumentation scope must have.'),
    version: field(optionalString(), 'The version it must have; any version without.'),
  }),
);

/** Which items are meant (internal/filter/filterconfig.MatchProperties). */
const matchPropertiesSchema = struct('filterconfig.MatchProperties', {
  match_type: field(
    parsedString({
      goType: 'filterset.MatchType',
      default: '',
      values: ['strict', 'regexp'],
      parse: (text) => text,
    }),
    'How texts are compared: strict (they are equal) or regexp (one of the regular expressions is found). Required.',
  ),
  regexp: field(
    pointer(
      struct('regexp.Config', {
        cacheenabled: field(boolean(false), 'Whether results are kept for texts that come again.'),
        cachemaxnumentries: field(
          integer('int', 0),
          'How many results are kept for each list of expressions; 0 means no limit.',
        ),
      }),
      { enabledByNull: false },
    ),
    'Settings of match_type regexp.',
  ),
  services: field(list(string()), 'Values of service.name, one of which must match. For spans.'),
  span_names: field(list(string()), 'Names of spans, one of which must match.'),
  log_bodies: field(list(string()), 'Bodies of log records, as text, one of which must match.'),
  log_severity_texts: field(list(string()), 'Severity texts of log records, one of which must match.'),
  log_severity_number: field(
    pointer(
      struct('filterconfig.LogSeverityNumberMatchProperties', {
        min: field(
          integer('plog.SeverityNumber', 0),
          'The lowest severity number that matches: 9 is INFO, 13 WARN, 17 ERROR.',
        ),
        match_undefined: field(boolean(false), 'Whether log records without a severity number match.'),
      }),
    ),
    'Which severity numbers log records must have.',
  ),
  metric_names: field(list(string()), 'Names of metrics, one of which must match.'),
  attributes: field(attributesSchema, 'Attributes of the span or log record, all of which must match.'),
  resources: field(
    attributesSchema,
    'Attributes of the resource, all of which must match. For metrics it is taken, and has no effect.',
  ),
  libraries: field(librariesSchema, 'Instrumentation scopes, all of which must match.'),
  span_kinds: field(
    list(string()),
    'Kinds of spans, one of which must match: SPAN_KIND_SERVER, SPAN_KIND_CLIENT and so on.',
  ),
});

export type MatchProperties = ConfigOf<typeof matchPropertiesSchema>;

/** The keys that choose what a processor works on. */
export const matchFields = {
  include: field(
    pointer(matchPropertiesSchema),
    'Only items with these properties are processed; all criteria must be met.',
  ),
  exclude: field(
    pointer(matchPropertiesSchema),
    'Items with these properties are not processed, also where include names them.',
  ),
};

/** What a processor works on, as configured. */
export interface MatchConfig {
  readonly include: MatchProperties | undefined;
  readonly exclude: MatchProperties | undefined;
}
