/** What the libraries the collector uses for URLs and queries made of the same texts, as recorded from contrib v0.162. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { obfuscateJson } from './database/obfuscate-json.ts';
import { obfuscateMemcached } from './database/obfuscate-memcached.ts';
import { obfuscateRedis } from './database/obfuscate-redis.ts';
import { obfuscateSql } from './database/obfuscate-sql.ts';
import { sanitizeUrl } from './url/sanitize-url.ts';

type Kind = 'sql' | 'mysql' | 'redis' | 'memcached' | 'json' | 'url';

/** A text a line; null is what is left as it is. */
const recorded = readFileSync(new URL('./recorded-texts.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as [kind: Kind, text: string, result: string | null]);

const ours: Readonly<Record<Kind, (text: string) => string | undefined>> = {
  sql: (text) => obfuscateSql(text, false),
  mysql: (text) => obfuscateSql(text, true),
  redis: obfuscateRedis,
  memcached: obfuscateMemcached,
  json: obfuscateJson,
  url: sanitizeUrl,
};

test.each(Object.keys(ours) as Kind[])('%s as the collector does', (kind) => {
  const cases = recorded.filter(([each]) => each === kind);
  expect(cases.length).toBeGreaterThan(5);
  const different = cases
    .map(([, text, theirs]) => ({ text, theirs, ours: ours[kind](text) ?? null }))
    .filter((each) => each.ours !== each.theirs);
  expect(different).toEqual([]);
});
