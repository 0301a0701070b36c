import { describe, expect, test } from 'vitest';
import { formatId, parseComponentId, parsePipelineId } from './component-id.ts';

describe('component ids', () => {
  test.each([
    ['otlp', 'otlp'],
    ['otlp/2', 'otlp/2'],
    [' otlp / a/b ', 'otlp/a/b'],
    ['o_1/ünïcode-1.2', 'o_1/ünïcode-1.2'],
  ])('%j is %s', (text, normal) => {
    expect(formatId(parseComponentId(text))).toBe(normal);
  });

  test.each([
    ['', 'id must not be empty'],
    ['  ', 'id must not be empty'],
    ['/otlp', 'in "/otlp" id: the part before / should not be empty'],
    ['otlp/', 'in "otlp/" id: the part after / should not be empty'],
    ['otlp/ ', 'in "otlp/ " id: the part after / should not be empty'],
    ['1otlp', 'in "1otlp" id: invalid character(s) in type "1otlp"'],
    ['deb-ug', 'in "deb-ug" id: invalid character(s) in type "deb-ug"'],
    ['otlp/a b', 'in "a b" id: invalid character(s) in name "a b"'],
    ['otlp/a$b', 'in "a$b" id: invalid character(s) in name "a$b"'],
    [`${'a'.repeat(64)}`, `in "${'a'.repeat(64)}" id: invalid character(s) in type "${'a'.repeat(64)}"`],
  ])('%.20j is refused', (text, message) => {
    expect(() => parseComponentId(text)).toThrow(message);
  });

  test('a name has at most 1024 characters', () => {
    expect(() => parseComponentId(`otlp/${'n'.repeat(1025)}`)).toThrow(
      'is longer than 1024 characters (1025 characters)',
    );
  });

  test('pipelines are named after signals', () => {
    expect(parsePipelineId('traces/a')).toEqual({ type: 'traces', name: 'a' });
    expect(() => parsePipelineId('trace')).toThrow('in "trace" id: unknown pipeline signal: "trace"');
  });
});
