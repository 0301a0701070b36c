import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OttlError } from '../ottl-error.ts';
import { parseCondition, parseStatement, parseValueExpression } from './parse.ts';
import type { OttlSyntaxError } from './syntax-error.ts';
// Answers of pkg/ottl v0.162 to wrong texts: kind, text, error.
import recorded from './syntax-errors.json' with { type: 'json' };

const parsers = {
  statement: parseStatement,
  condition: parseCondition,
  value: parseValueExpression,
} as Record<string, (text: string) => unknown>;

function errorOf(kind: string, text: string): string {
  try {
    parsers[kind]!(text);
  } catch (error) {
    expect(error).toBeInstanceOf(OttlError);
    return (error as OttlError).message;
  }
  return '';
}

describe('errors are those of the collector', () => {
  it.each(recorded as [string, string, string][])('%s: %s', (kind, text, error) => {
    expect(errorOf(kind, text)).toBe(error);
  });
});

describe('parseStatement', () => {
  it('reads editor, arguments and where', () => {
    expect(
      parseStatement('set(span.attributes["a"][1], Concat([name, 1.5], delimiter="x")) where true'),
    ).toMatchObject({
      editor: {
        name: 'set',
        arguments: [
          {
            value: {
              kind: 'literal',
              literal: {
                kind: 'path',
                path: {
                  context: 'span',
                  fields: [
                    {
                      name: 'attributes',
                      keys: [
                        { kind: 'string', text: 'a' },
                        { kind: 'int', value: 1n },
                      ],
                    },
                  ],
                },
              },
            },
          },
          {
            value: {
              literal: {
                kind: 'converter',
                call: { name: 'Concat', arguments: [{ name: '' }, { name: 'delimiter' }] },
              },
            },
          },
        ],
      },
      where: { terms: [{ values: [{ constant: true }] }] },
    });
  });

  it('takes a function name as an argument', () => {
    const { editor } = parseStatement('replace_pattern(name, "a", "b", SHA256)');
    expect(editor?.arguments[3]?.value).toEqual({ kind: 'enum', symbol: 'SHA256' });
    expect(parseStatement('foo(Sha256)').editor?.arguments[0]?.functionName).toBe('Sha256');
  });

  it('joins the tokens of a name across blanks, as the collector does', () => {
    expect(parseStatement('s et(name, 1)').editor?.name).toBe('set');
    expect(errorOf('condition', 'Is Match(name, "a")')).toBe('');
  });

  it('binds "and" tighter than "or"', () => {
    const condition = parseCondition('true or false and not true');
    expect(condition.terms.map((term) => term.values.length)).toEqual([1, 2]);
    expect(condition.terms[1]?.values[1]?.negated).toBe(true);
  });

  it('binds "*" tighter than "+"', () => {
    const value = parseValueExpression('1 + 2 * -3');
    expect(value).toMatchObject({
      kind: 'math',
      math: { right: [{ op: '+', term: { right: [{ op: '*', value: { sign: '-' } }] } }] },
    });
  });

  it('reads escapes, bytes, maps and lists', () => {
    expect(parseValueExpression('{"a\\n\\x41": [nil, 0xFf00, true],}')).toEqual({
      kind: 'map',
      items: [
        {
          key: 'a\nA',
          value: {
            kind: 'list',
            values: [
              { kind: 'nil' },
              { kind: 'bytes', bytes: new Uint8Array([255, 0]) },
              { kind: 'bool', bool: true },
            ],
          },
        },
      ],
    });
  });

  it('reads numbers with a leading zero as octal', () => {
    expect(parseValueExpression('010')).toMatchObject({ literal: { kind: 'int', value: 8n } });
  });

  it('keeps the place of paths', () => {
    const paths = parseStatement('set(name,\n  attributes["x"])').editor?.arguments.map(
      (argument) => argument.value,
    );
    expect(paths?.[1]).toMatchObject({ literal: { path: { at: { offset: 12, line: 2, column: 3 } } } });
  });

  it('takes no exponential time for nested parentheses', () => {
    const deep = `${'('.repeat(40)}1${')'.repeat(40)}`;
    expect(parseCondition(`${deep} == 1`).terms).toHaveLength(1);
  });

  it('refuses what is nested too deeply', () => {
    const deep = `${'('.repeat(5000)}1${')'.repeat(5000)}`;
    expect(errorOf('condition', `${deep} == 1`)).toContain('nested too deeply');
  });
});

describe('places of syntax errors', () => {
  it('names line and column in characters', () => {
    try {
      parseCondition('name == "é🎉"\n  and ?');
      expect.unreachable();
    } catch (error) {
      expect((error as OttlSyntaxError).at).toEqual({ offset: 20, line: 2, column: 7 });
    }
  });
});

describe('any text', () => {
  const tokens = [
    'set',
    '(',
    ')',
    'name',
    '["a"]',
    ',',
    '==',
    '1',
    '1.5',
    '"x"',
    'and',
    'not',
    'Foo',
    '{',
    '}',
    ':',
    '[',
    ']',
    '=>',
    '-',
    '0xf',
    '.',
    'nil',
    'where',
  ];

  it('is parsed, or refused with an error of ours', () => {
    const anyText = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.constantFrom(...tokens)).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(anyText, fc.constantFrom('statement', 'condition', 'value'), (text, kind) => {
        errorOf(kind, text);
      }),
      { numRuns: 500 },
    );
  });
});
