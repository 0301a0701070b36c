import { describe, expect, test } from 'vitest';
import { decodeStruct } from './decode.ts';
import { renderProblems } from './decode-problem.ts';
import { parseYaml } from './parse-yaml.ts';
import { field, list, string, struct, textGroups } from './schema.ts';

const group = struct('Group', {
  context: field(string(), 'The context.'),
  conditions: field(list(string()), 'The conditions.'),
});

const options = { textsKey: 'conditions', nullItem: 'condition cannot be empty' };

function schema(textsMayFollow: boolean) {
  return struct(
    'Config',
    { conditions: field(textGroups(group, { ...options, textsMayFollow }), 'Groups.') },
    { ownDecoder: true },
  );
}

function decode(text: string, textsMayFollow = false) {
  const { config, problems } = decodeStruct(schema(textsMayFollow), parseYaml(`conditions: ${text}`));
  return problems.length === 0 ? config.conditions : renderProblems(problems);
}

describe('a list of texts or structs', () => {
  test('may be texts, which are one struct', () => {
    expect(decode('[a, b]')).toEqual([{ group: { context: '', conditions: ['a', 'b'] }, at: [], first: 0 }]);
  });

  test('may be structs', () => {
    expect(decode('[{context: span, conditions: [a]}, {}]')).toEqual([
      { group: { context: 'span', conditions: ['a'] }, at: ['0', 'conditions'], first: 0 },
      { group: { context: '', conditions: undefined }, at: ['1', 'conditions'], first: 0 },
    ]);
  });

  test('may be structs and then texts where the component says so', () => {
    expect(decode('[{context: span}, a, b]', true)).toEqual([
      { group: { context: 'span', conditions: undefined }, at: ['0', 'conditions'], first: 0 },
      { group: { context: '', conditions: ['a', 'b'] }, at: [], first: 1 },
    ]);
  });

  // Texts of the filter processor v0.162.
  const mixed =
    "'' configuring multiple configuration styles is not supported, please use only Basic configuration or only Advanced configuration";
  const header = 'decoding failed due to the following error(s):\n\n';
  test.each([
    ['abc', "'' invalid conditions type, expected: array, got: %!t(string=abc)"],
    ['{a: b}', "'' invalid conditions type, expected: array, got: map[%!t(string=a):%!t(string=b)]"],
    ['5', "'' invalid conditions type, expected: array, got: %!t(int=5)"],
    ['', "'' invalid conditions type, expected: array, got: %!t(<nil>)"],
    ['[a, null]', "'' condition cannot be empty"],
    ['[a, {context: span}]', mixed],
    ['[{context: span}, a]', mixed],
    ['[a, 5]', mixed],
    ['[5]', `${header}'' ${header}'conditions[0]' expected a map or struct, got "int"`],
    ['[[a]]', `${header}'' ${header}'conditions[0]' expected a map or struct, got "slice"`],
    ['[{foo: 1}]', `${header}'' ${header}'conditions[0]' has invalid keys: foo`],
  ])('%s is refused', (text, message) => {
    expect(decode(text)).toBe(message);
  });

  test('texts before structs are refused everywhere', () => {
    expect(decode('[a, {context: span}]', true)).toBe(mixed);
  });
});
