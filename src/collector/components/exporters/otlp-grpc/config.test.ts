import { describe, expect, test } from 'vitest';
import { configErrors } from '../exporter-helper/testing/config-errors.ts';
import recorded from './config-errors.json' with { type: 'json' };
import { otlpGrpcFactory } from './factory.ts';

describe('a configuration of otlp_grpc is answered as the collector answers', () => {
  test.each(recorded)('$config', ({ config, text }) => {
    expect(configErrors(otlpGrpcFactory, config)).toBe(text);
  });
});
