import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { obfuscateJson } from './obfuscate-json.ts';
import { obfuscateRedis } from './obfuscate-redis.ts';
import { obfuscateSql } from './obfuscate-sql.ts';
import { SqlLexer } from './sql-lexer.ts';

const SECRET = fc.stringMatching(/^zz[a-z]{6}$/);

describe('SQL', () => {
  const mixed = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "'",
          '"',
          '`',
          '$',
          '$func$',
          '--',
          '/*',
          '*/',
          '@',
          '#',
          '\\',
          ' ',
          '0x',
          '1e',
          '.',
          '=',
        ),
        fc.string({ unit: 'grapheme', maxLength: 4 }),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));

  test('tokens follow each other without gaps, up to the end or a NUL', () => {
    fc.assert(
      fc.property(mixed, fc.boolean(), (text, mysql) => {
        const bytes = new TextEncoder().encode(text);
        const lexer = new SqlLexer(bytes, mysql);
        let end = 0;
        for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
          expect(token.from).toBe(end);
          expect(token.to).toBeGreaterThan(token.from);
          end = token.to;
        }
        expect(end === bytes.length || bytes[end] === 0).toBe(true);
      }),
    );
  });

  test('texts and numbers don’t get through', () => {
    fc.assert(
      fc.property(SECRET, fc.nat(), fc.boolean(), (secret, number, mysql) => {
        const statement = `SELECT a FROM b WHERE c = '${secret}' AND d IN (${number}, N'${secret}') AND e=$x$${secret}$x$`;
        expect(obfuscateSql(statement, mysql)).toBe('SELECT a FROM b WHERE c = ? AND d IN (?, N?) AND e=?');
      }),
    );
  });

  test('words of any length are no trouble', () => {
    const word = 'w'.repeat(1_000_000);
    expect(obfuscateSql(`${word}.a1`, false)).toBe(`${word}.a?`);
  });

  test('double quotes hold a name, in MySQL a text', () => {
    expect(obfuscateSql('SELECT "a1"', false)).toBe('SELECT "a?"');
    expect(obfuscateSql('SELECT "a1"', true)).toBe('SELECT ?');
  });
});

test('no value of a Redis command gets through', () => {
  fc.assert(
    fc.property(
      SECRET,
      fc.constantFrom('SET k V', 'hset k f V g V', 'MSET k V l V', 'LPUSH k V V', 'AUTH V'),
      (secret, command) => {
        const result = obfuscateRedis(command.replaceAll('V', `"${secret} \\" x"`));
        expect(result).not.toContain(secret);
        expect(result.split(' ')[0]).toBe(command.split(' ')[0]);
      },
    ),
  );
});

test('JSON keeps its keys and form, and has "?" for every value', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 2), (text, indent) => {
      const document: unknown = JSON.parse(text);
      const result = obfuscateJson(JSON.stringify(document, undefined, indent));
      expect(result).toBe(JSON.stringify(withoutValues(document)));
    }),
  );
});

function withoutValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutValues);
  if (typeof value !== 'object' || value === null) return '?';
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutValues(each)]));
}
