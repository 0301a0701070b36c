import { boolean, type ConfigOf, field, list, pointer, string, struct } from '../../../config/schema.ts';
import { matchFields } from '../match-properties/match-config.ts';

const toAttributesSchema = struct('spanprocessor.ToAttributes', {
  rules: field(
    list(string()),
    'Regular expressions; each named group of one that matches the name becomes an attribute, and its name in braces takes its place in the name.',
  ),
  break_after_match: field(boolean(false), 'Whether rules after the first that matches are left out.'),
  keep_original_name: field(boolean(false), 'Whether the name stays as it is.'),
});

export const spanSchema = struct('spanprocessor.Config', {
  ...matchFields,
  name: field(
    struct('spanprocessor.Name', {
      from_attributes: field(
        list(string()),
        'The attributes whose values make the new name; where one is missing the name stays.',
      ),
      separator: field(string(), 'What is put between the values.'),
      to_attributes: field(pointer(toAttributesSchema), 'What of the name becomes attributes.'),
    }),
    'How names and attributes are made of each other.',
  ),
  status: field(
    pointer(
      struct('spanprocessor.Status', {
        code: field(string(), 'Unset, Error or Ok. Required.'),
        description: field(string(), 'What went wrong; only with code Error.'),
      }),
    ),
    'The status to set.',
  ),
});

export type SpanConfig = ConfigOf<typeof spanSchema>;
