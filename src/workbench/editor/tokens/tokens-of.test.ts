// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labIds, loadStarter } from '../../lab-catalog.ts';
import { tokensOf } from './tokens-of.ts';

/** Each coloured piece as "kind text". */
function pieces(path: string, code: string): string[] {
  return tokensOf(path, code).map(({ from, to, kind }) => `${kind} ${code.slice(from, to)}`);
}
const ts = (code: string) => pieces('a.ts', code);
const yaml = (code: string) => pieces('a.yaml', code);

describe('the colours of TypeScript', () => {
  it('tell keywords, strings, calls, constants and comments', () => {
    expect(ts("import { a } from './a.ts'; // why")).toEqual([
      'keyword import',
      'keyword from',
      "string './a.ts'",
      'comment // why',
    ]);
    expect(ts('const n = new Span(0x1f, 1_000.5e3, 10n, true);')).toEqual([
      'keyword const',
      'keyword new',
      'function Span',
      'constant 0x1f',
      'constant 1_000.5e3',
      'constant 10n',
      'constant true',
    ]);
    expect(ts('await tracer?.start?.(ATTR_HTTP_ROUTE, SpanKind.SERVER)')).toEqual([
      'keyword await',
      'function start',
      'constant ATTR_HTTP_ROUTE',
      'constant SERVER',
    ]);
  });

  it('tell keys from conditions, labels of cases and parameters', () => {
    expect(ts('f({ a: 1, b: c ? d : e })')).toEqual(['function f', 'property a', 'constant 1', 'property b']);
    expect(ts('({\n  a: x,\n  // why\n  "b": y,\n  c: z,\n})')).toContain('property c');
    expect(ts('(a: string, b: number) => {}')).toEqual([]);
    expect(ts('switch (a) { case b: break; default: x }')).toEqual([
      'keyword switch',
      'keyword case',
      'keyword break',
      'keyword default',
    ]);
    expect(ts('interface A { b?: string; c: D }')).toEqual([
      'keyword interface',
      'function A',
      'property b',
      'property c',
    ]);
  });

  it('follow templates into their insertions and out again', () => {
    expect(ts('`a ${f({ b: `c ${1}` })} d` + x')).toEqual([
      'string `a ${',
      'function f',
      'property b',
      'string `c ${',
      'constant 1',
      'string }`',
      'string } d`',
    ]);
    expect(ts('`one\ntwo`')).toEqual(['string `one\ntwo`']);
  });

  it('tell a regular expression from a division', () => {
    expect(ts('a / b / c')).toEqual([]);
    expect(ts('f(x) / 2 / y')).toEqual(['function f', 'constant 2']);
    expect(ts('return /[/"]+/g.test(a)')).toEqual(['keyword return', 'string /[/"]+/g', 'function test']);
  });

  it('take words as keywords only where they are', () => {
    expect(ts('type A = B; const type = of(from);')).toEqual([
      'keyword type',
      'function A',
      'keyword const',
      'function of',
    ]);
    expect(ts('for (const a of as) async () => a as const;')).toEqual([
      'keyword for',
      'keyword const',
      'keyword of',
      'keyword async',
      'keyword as',
      'keyword const',
    ]);
    expect(ts('span.end(); a.new; a.type')).toEqual(['function end']);
  });
});

describe('the colours of YAML', () => {
  it('tell keys, comments, strings, constants and variables', () => {
    expect(yaml('otlp/2: # why\n  endpoint: "a#b" # c')).toEqual([
      'property otlp/2',
      'comment # why',
      'property endpoint',
      'string "a#b"',
      'comment # c',
    ]);
    expect(yaml('timeout: 200ms\nsize: 1024\non: true\n- { a: 1, b: ${env:X:-y} }')).toEqual([
      'property timeout',
      'constant 200ms',
      'property size',
      'constant 1024',
      'property on',
      'constant true',
      'property a',
      'constant 1',
      'property b',
      'constant ${env:X:-y}',
    ]);
    expect(yaml('url: http://a:4318/x#y\nitems: [a, b]')).toEqual(['property url', 'property items']);
  });

  it('keep block strings whole until the indentation ends', () => {
    expect(yaml('a: |\n  b: # no\n\n  c\nd: e')).toEqual([
      'property a',
      'string b: # no',
      'string c',
      'property d',
    ]);
  });
});

describe('the colours of JSON', () => {
  it('tell keys from strings', () => {
    expect(pieces('a.json', '{ "a": "b", "c": [-1.5e3, null] }')).toEqual([
      'property "a"',
      'string "b"',
      'property "c"',
      'constant -1.5e3',
      'constant null',
    ]);
  });
});

describe('any text', () => {
  const fragments = fc.constantFrom(
    '`',
    '${',
    '}',
    '{',
    "'",
    '"',
    '/',
    '*',
    '\\',
    '\n',
    ' ',
    '#',
    ':',
    '|',
    '[',
    ']',
    '(',
    ')',
    '-',
    '.',
    '0',
    'a',
    'é',
    '𝒳',
    'case',
    'of',
  );
  const code = fc.oneof(
    fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );

  it.each(['a.ts', 'a.yaml', 'a.json', 'a.txt'])(
    'of %s is read to its end in pieces that are in order and apart',
    (path) => {
      fc.assert(
        fc.property(code, (text) => {
          let at = 0;
          for (const { from, to } of tokensOf(path, text)) {
            expect(from).toBeGreaterThanOrEqual(at);
            expect(to).toBeGreaterThan(from);
            at = to;
          }
          expect(at).toBeLessThanOrEqual(text.length);
        }),
      );
    },
  );

  it('is read in time that grows with its length, whatever it repeats', () => {
    for (const hostile of ['/', '`${', '"\\', "'", '/[', '{a:', '# ', '- ', '0', 'a.', '$', '${', ': |']) {
      const text = hostile.repeat(40_000);
      for (const path of ['a.ts', 'a.yaml', 'a.json']) tokensOf(path, text);
    }
  });
});

describe('the files of every lab', () => {
  it.each(labIds())('%s has colours', async (id) => {
    for (const [path, text] of Object.entries(await loadStarter(id))) {
      if (/\.(?:ts|yaml|json)$/.test(path)) expect(tokensOf(path, text).length).toBeGreaterThan(0);
    }
  });
});
