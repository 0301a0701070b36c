import {
  anyValue,
  type ConfigOf,
  field,
  list,
  parsedString,
  string,
  struct,
} from '../../../config/schema.ts';

const ACTIONS = ['insert', 'update', 'upsert', 'delete', 'hash', 'extract', 'convert'] as const;

/** What is done to one attribute (internal/coreinternal/attraction.ActionKeyValue). */
const actionSchema = struct('attraction.ActionKeyValue', {
  key: field(
    string(),
    'The attribute to act on. Required, but for delete and hash, which do with a pattern, too.',
  ),
  value: field(anyValue, 'The value to set, of any type. For insert, update and upsert.'),
  default_value: field(
    anyValue,
    'The value to set where the attribute or the context has none. For insert, update and upsert.',
  ),
  pattern: field(
    string(),
    'A regular expression: with extract, for the value, with a named group for each attribute to set; with delete and hash, for the keys to act on.',
  ),
  from_attribute: field(
    string(),
    'The attribute whose value to set; without it nothing is done. For insert, update and upsert.',
  ),
  from_context: field(
    string(),
    'What of the client’s request to set: "metadata.NAME" or a NAME for its metadata (the receiver needs include_metadata), "auth.NAME" for what an authenticator found out (there are none here), "client.address" (not known here: an empty text). For insert, update and upsert.',
  ),
  converted_type: field(
    string(),
    'The type to convert to: int, double or string; what can’t be converted stays. For convert.',
  ),
  action: field(
    parsedString({
      goType: 'attraction.Action',
      default: '',
      values: ACTIONS,
      parse: (text) => text.toLowerCase(),
    }),
    'What to do: insert (where it is missing), update (where it exists), upsert (either), delete, hash (SHA-256), extract (attributes from the value) or convert (the type). Required.',
  ),
});

export type ActionConfig = ConfigOf<typeof actionSchema>;

export const actionsSchema = list(actionSchema);
