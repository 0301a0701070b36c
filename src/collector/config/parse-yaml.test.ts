import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConfigNode, rangeAtPath } from './config-node.ts';
import { parseYaml, YamlError } from './parse-yaml.ts';

function plain(node: ConfigNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]));
}

describe('reading YAML', () => {
  test('keys and values know their place', () => {
    const root = parseYaml('receivers:\n  otlp:\n    protocols: {http: }\nservice:\n  pipelines: [a, b]\n');
    expect(rangeAtPath(root, ['receivers', 'otlp', 'protocols', 'http'])).toEqual({
      line: 3,
      column: 17,
      endLine: 3,
      endColumn: 21,
    });
    expect(rangeAtPath(root, ['service', 'pipelines', '1'])).toMatchObject({ line: 5, column: 18 });
  });

  test('a path that leaves the file ends where the file ends', () => {
    const root = parseYaml('a:\n  b: 1\n');
    expect(rangeAtPath(root, ['a', 'x', 'y'])).toMatchObject({ line: 1, column: 1 });
    expect(rangeAtPath(root, ['z'])).toBeUndefined();
  });

  test('whole numbers and floats are told apart, texts stay texts', () => {
    expect(plain(parseYaml('[1, 1.5, 0x10, 1e3, true, yes, ~, "1", 99999999999999999999]'))).toEqual([
      1n,
      1.5,
      16n,
      1000,
      true,
      'yes',
      null,
      '1',
      1e20,
    ]);
  });

  test('aliases and merge keys are resolved; a map’s own keys win', () => {
    const text = 'base: &b {a: 1, b: 2}\nother: {<<: *b, b: 3}\nlist: {<<: [{b: 5}, *b]}\n';
    expect(plain(parseYaml(text))).toEqual({
      base: { a: 1n, b: 2n },
      other: { b: 3n, a: 1n },
      list: { b: 5n, a: 1n },
    });
  });

  test('a name given anew counts from there on, also for what is repeated', () => {
    const text = 'a: &x 1\nb: &list [*x, &x 2, *x]\nc: &x 3\nd: [*list, *x]\n&x e: *x\n';
    expect(plain(parseYaml(text))).toEqual({
      a: 1n,
      b: [1n, 2n, 2n],
      c: 3n,
      d: [[1n, 2n, 2n], 3n],
      e: 'e',
    });
  });

  test('a chain of aliases takes no longer than what it stands for', () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, i) => `l${i + 1}: &l${i + 1} [${i === 0 ? 1 : `*l${i}`}]`).join('\n');
    expect(parseYaml(chain(300))?.kind).toBe('map');
    expect(() => parseYaml(chain(3000))).toThrow('excessive aliasing');
  });

  test('only the first document counts', () => {
    expect(plain(parseYaml('a: 1\n---\nb: 2\n'))).toEqual({ a: 1n });
  });

  test('an empty document is nothing', () => {
    expect(parseYaml('')).toBeUndefined();
    expect(parseYaml('# only a comment\n')).toBeUndefined();
  });

  test.each([
    ['a: 1\nb: 2\na: 3\n', 'yaml: unmarshal errors:\n  line 3: mapping key "a" already defined at line 1', 3],
    ['a: &x [*x]\n', "yaml: anchor 'x' value contains itself", 1],
    ['a: *nowhere\n', 'nowhere', 1],
    ['a: [1\nb: 2\n', 'yaml: line', 2],
    ['? [a]\n: b\n', 'yaml: a key must be a plain value', 1],
  ])('%j is refused with its line', (text, message, line) => {
    let error: unknown;
    try {
      parseYaml(text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(YamlError);
    expect((error as YamlError).message).toContain(message);
    expect((error as YamlError).range?.line).toBe(line);
  });

  test('alias bombs and deep nesting are refused', () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`,
    );
    expect(() => parseYaml(['l0: &l0 [x]', ...levels].join('\n'))).toThrow('excessive aliasing');
    expect(() => parseYaml('['.repeat(20_000))).toThrow('yaml: exceeded max depth');
    for (const [open, close] of [
      ['[', ']'],
      ['{a: ', '}'],
      ['- ', ''],
    ] as const) {
      for (const depth of [1500, 3000, 10_000]) {
        const text = `${open.repeat(depth)}1${close.repeat(depth)}`;
        try {
          parseYaml(text);
        } catch (error) {
          expect(error).toBeInstanceOf(YamlError);
        }
      }
    }
  });

  test('no text throws anything else', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            'a',
            ':',
            ' ',
            '\n',
            '-',
            '[',
            ']',
            '{',
            '}',
            '&x',
            '*x',
            '"',
            "'",
            '|',
            '<<',
            '#',
            '\t',
            '!!',
            '? ',
          ),
          { maxLength: 40 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (yaml) => {
        try {
          parseYaml(yaml);
        } catch (error) {
          expect(error).toBeInstanceOf(YamlError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
