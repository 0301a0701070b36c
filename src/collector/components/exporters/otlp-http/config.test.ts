import { describe, expect, test } from 'vitest';
import { configErrors } from '../exporter-helper/testing/config-errors.ts';
import recorded from './config-errors.json' with { type: 'json' };
import { otlpHttpFactory } from './factory.ts';

describe('a configuration of otlp_http is answered as the collector answers', () => {
  test.each(recorded)('$config', ({ config, text }) => {
    expect(configErrors(otlpHttpFactory, config)).toBe(text);
  });
});

test('what can’t be done here is refused', () => {
  expect(configErrors(otlpHttpFactory, '{endpoint: "http://x", compression: zstd}')).toBe('');
});
