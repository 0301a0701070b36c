import {
  boolean,
  type ConfigOf,
  type Finding,
  field,
  list,
  parsedString,
  type StructOf,
  string,
  struct,
} from '../../../config/schema.ts';

export type HashFunction = '' | 'md5' | 'sha1' | 'sha3' | 'hmac-sha256' | 'hmac-sha512';

const HASH_FUNCTIONS: readonly HashFunction[] = ['sha1', 'sha3', 'md5', 'hmac-sha256', 'hmac-sha512', ''];

/** Bytes a key must have at least. */
const MINIMUM_KEY: { readonly [F in HashFunction]?: number } = { 'hmac-sha256': 32, 'hmac-sha512': 64 };

const spanNames = field(boolean(true), 'Whether names of spans are sanitized, too.');

const urlSanitizer = struct('url.URLSanitizationConfig', {
  enabled: field(
    boolean(false),
    'Whether ids in paths are replaced by `*`: in the attributes listed, in log bodies, and in names of spans of HTTP clients and servers.',
  ),
  attributes: field(list(string()), 'The attributes that have a URL or a path.'),
  sanitize_span_name: spanNames,
});

function database(goName: string, system: string, what: string) {
  return struct(`db.${goName}Config`, {
    enabled: field(boolean(false), `Whether ${what} lose their values.`),
    attributes: field(
      list(string()),
      `The attributes that have such texts, where db.system.name or db.system says ${system}; in log records without either, too.`,
    ),
  });
}

function unlisted(goName: string, system: string) {
  return struct(`db.${goName}Config`, {
    enabled: field(boolean(false), `Whether JSON queries to ${system} lose their values.`),
    attributes: field(
      list(string()),
      'Attributes to sanitize. The collector takes the list and leaves it aside: only log bodies and names of spans are sanitized.',
    ),
  });
}

const databaseSanitizer = struct('db.DBSanitizerConfig', {
  sql: field(
    database('SQL', 'mysql, postgresql, mariadb, sqlite or other_sql', 'SQL statements'),
    'Statements of SQL.',
  ),
  redis: field(database('Redis', 'redis', 'Redis commands'), 'Commands of Redis.'),
  valkey: field(database('Valkey', 'valkey', 'Valkey commands'), 'Commands of Valkey.'),
  memcached: field(database('Memcached', 'memcached', 'Memcached commands'), 'Commands of Memcached.'),
  mongo: field(database('Mongo', 'mongodb', 'JSON queries to MongoDB'), 'Queries to MongoDB.'),
  opensearch: field(unlisted('OpenSearch', 'OpenSearch'), 'Queries to OpenSearch.'),
  es: field(unlisted('ES', 'Elasticsearch'), 'Queries to Elasticsearch.'),
  sanitize_span_name: spanNames,
});

export type DatabaseConfig = ConfigOf<typeof databaseSanitizer>;

const fields = {
  allow_all_keys: field(boolean(false), 'Whether all attributes stay; allowed_keys has no effect then.'),
  allowed_keys: field(
    list(string()),
    'The attributes that stay; all others are removed. An empty list removes all.',
  ),
  blocked_key_patterns: field(
    list(string()),
    'Regular expressions; the values of attributes whose key has a match are masked.',
  ),
  hash_function: field(
    parsedString<HashFunction>({
      goType: 'redactionprocessor.HashFunction',
      default: '',
      values: HASH_FUNCTIONS.filter((name) => name !== ''),
      parse(text) {
        const lower = text.toLowerCase();
        const known = HASH_FUNCTIONS.find((name) => name === lower);
        if (known === undefined) {
          throw new Error(
            `unknown HashFunction ${lower}, allowed functions are sha1, sha3, md5, hmac-sha256 and hmac-sha512`,
          );
        }
        return known;
      },
    }),
    'Puts the hash of what is masked in its place, as hex, instead of `****`; sha3 is SHA3-256.',
  ),
  hmac_key: field(
    string('', 'configopaque.String'),
    'The secret of hmac-sha256 (at least 32 bytes) and hmac-sha512 (at least 64 bytes).',
  ),
  ignored_keys: field(list(string()), 'Attributes that stay as they are.'),
  ignored_key_patterns: field(
    list(string()),
    'Regular expressions; attributes whose key has a match stay as they are.',
  ),
  redact_all_types: field(
    boolean(false),
    'Whether values of other types than string are looked at as well, as text.',
  ),
  blocked_values: field(list(string()), 'Regular expressions; what matches in a value is masked.'),
  allowed_values: field(list(string()), 'Regular expressions; a value with a match is not masked.'),
  db_sanitizer: field(databaseSanitizer, 'Takes the values out of database queries.'),
  summary: field(
    { ...string(), values: ['debug', 'info', 'silent'] },
    'What is told of the work, in attributes redaction.*: debug gives keys and counts, info counts, all else nothing.',
  ),
  url_sanitizer: field(urlSanitizer, 'Takes ids out of URLs.'),
};

export const redactionSchema = struct('redactionprocessor.Config', fields, { validate });

export type RedactionConfig = ConfigOf<typeof redactionSchema>;

function validate({ hash_function: name, hmac_key: key }: StructOf<typeof fields>): readonly Finding[] {
  const minimum = MINIMUM_KEY[name];
  if (minimum === undefined) return [];
  const at = ['hmac_key'];
  if (key === '') return [{ message: `hmac_key must not be empty when hash_function is "${name}"`, at }];
  const bytes = new TextEncoder().encode(key).length;
  if (bytes >= minimum) return [];
  return [
    { message: `hmac_key must be at least ${minimum} bytes long for "${name}", got ${bytes} bytes`, at },
  ];
}
