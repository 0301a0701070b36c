import { expect, test } from 'vitest';
import type { Attributes } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { testContext } from '../../../testing/test-context.ts';
import { resourceSchema } from '../resource/config.ts';
import { compileActions } from './compile-actions.ts';

function changed(actions: string, attributes: Attributes): unknown[] {
  const { config, problems } = decodeStruct(resourceSchema, parseYaml(`attributes: [${actions}]`));
  expect(problems).toEqual([]);
  compileActions(
    config.attributes ?? [],
    ['attributes'],
    testContext().context.logger,
  )(attributes, emptyContext);
  return [...attributes];
}

const five = () => new Map([...'abcde'].map((key) => [key, key]));

test('what is deleted by its key leaves its place to the last, by a pattern to the next', () => {
  expect(changed('{key: b, action: delete}', five())).toEqual([...'aecd'].map((key) => [key, key]));
  expect(changed('{pattern: "[bc]", action: delete}', five())).toEqual([...'ade'].map((key) => [key, key]));
});

test('actions see what those before did', () => {
  const actions = `
    {key: a, value: 12, action: upsert}, {key: f, from_attribute: a, action: insert},
    {key: f, value: x, action: insert}, {key: a, action: convert, converted_type: string},
    {key: b, pattern: "(?P<c>.)", action: extract}, {pattern: "[de]", action: delete}`;
  expect(changed(actions, five())).toEqual([
    ['a', '12'],
    ['b', 'b'],
    ['c', 'b'],
    ['f', 12n],
  ]);
});
