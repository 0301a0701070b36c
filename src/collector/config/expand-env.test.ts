// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references of that form are what is tested
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConfigNode, entryOf } from './config-node.ts';
import { expandEnv } from './expand-env.ts';
import { parseYaml } from './parse-yaml.ts';

const environment = {
  WORD: 'word',
  ONE: '1',
  YES: 'true',
  FLOAT: '1.5',
  QUOTED: '"1"',
  EMPTY: '',
  NAME: 'WORD',
  LOOP: '${LOOP}',
  REF: '${env:WORD}',
  DOLLARS: 'a$$b',
  LIST: '[a, b]',
  MAP: '{k: v}',
  BAD_YAML: '{a: [',
};

/** Value and original text of the value `v:` has after expansion. */
function expanded(value: string): { value: unknown; original: string | undefined } {
  const root = parseYaml(`v: ${JSON.stringify(value)}`);
  const node = entryOf(expandEnv(root!, { environment }).root, 'v')!.value;
  return { value: plain(node), original: node.original };
}

function plain(node: ConfigNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]));
}

describe('environment references', () => {
  test.each([
    ['${WORD}', 'word'],
    ['${env:WORD}', 'word'],
    ['a ${WORD} b', 'a word b'],
    ['${WORD}${WORD}', 'wordword'],
    ['${env:NOPE:-fallback}', 'fallback'],
    ['${env:WORD:-fallback}', 'word'],
    ['${env:NOPE:-}', ''],
    ['${env:NOPE:-a:-b}', 'a:-b'],
    ['${env:${env:NAME}}', 'word'],
    ['${env:NOPE:-${WORD}}', 'word'],
    ['${REF}', 'word'],
    ['x${NOPE}y', 'xy'],
    ['x${EMPTY}y', 'xy'],
    ['n=${ONE}', 'n=1'],
    ['$$', '$'],
    ['$${WORD}', '${WORD}'],
    ['$$${WORD}', '$word'],
    ['$$$${WORD}', '$${WORD}'],
    ['$WORD', '$WORD'],
    ['${WORD', '${WORD'],
    ['}${WORD}', '}word'],
    ['${DOLLARS}', 'a$b'],
    ['${yaml:text}', 'text'],
  ])('%s is %j', (text, value) => {
    expect(expanded(text).value).toBe(value);
  });

  test.each([
    ['${ONE}', 1n, '1'],
    ['${YES}', true, 'true'],
    ['${FLOAT}', 1.5, '1.5'],
    ['${env:NOPE:-5}', 5n, '5'],
    ['${QUOTED}', '"1"', '"1"'],
    ['${NOPE}', null, ''],
    ['${EMPTY}', null, ''],
    ['${LIST}', ['a', 'b'], '[a, b]'],
    ['${MAP}', { k: 'v' }, '{k: v}'],
    ['${BAD_YAML}', '{a: [', '{a: ['],
  ])('%s alone takes the type of YAML and keeps its text', (text, value, original) => {
    expect(expanded(text)).toEqual({ value, original });
  });

  test.each([
    ['${env:1X}', 'environment variable "1X" has invalid name: must match regex ^[a-zA-Z_][a-zA-Z0-9_]*$'],
    ['${foo:X}', 'scheme "foo" is not supported for uri "foo:X"'],
    ['${file:x.yaml}', 'scheme "file" is known, but not implemented here for uri "file:x.yaml"'],
    ['${:X}', 'invalid uri: ":X"'],
    ['${env:$X}', `the uri "env:$X" contains unsupported characters ('$')`],
    ['${LOOP}', 'too many recursive expansions'],
    ['x${LOOP}', 'too many recursive expansions'],
  ])('%s is refused', (text, message) => {
    expect(() => expanded(text)).toThrow(message);
  });

  test('references that double are stopped before they fill the memory', () => {
    const root = parseYaml('v: "${A}"');
    expect(() => expandEnv(root!, { environment: { A: 'x${A}${A}' } })).toThrow(
      'too many recursive expansions',
    );
  });

  test('errors and unset variables have the place of the value', () => {
    const root = parseYaml('a: 1\nb:\n  - x\n  - ${NOPE}\n');
    expect(expandEnv(root!, { environment: {} }).unset).toMatchObject([
      { name: 'NOPE', range: { line: 4, column: 5 } },
    ]);
    const bad = parseYaml('a: 1\nb: ${env:1X}\n');
    expect(() => expandEnv(bad!, { environment: {} })).toThrow(
      expect.objectContaining({ range: expect.objectContaining({ line: 2, column: 4 }) }),
    );
  });

  test('keys are left alone', () => {
    const root = expandEnv(parseYaml('"${WORD}": 1')!, { environment }).root;
    expect(plain(root)).toEqual({ '${WORD}': 1n });
  });

  test('a text without references only loses doubled dollars', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '$', '{', ':', ' ') });
    fc.assert(
      fc.property(text, (value) => {
        expect(expanded(value).value).toBe(value.replaceAll('$$', () => '$'));
      }),
    );
  });
});
