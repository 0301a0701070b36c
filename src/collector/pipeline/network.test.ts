import { describe, expect, test } from 'vitest';
import { formatAddress, parseEndpoint } from './network.ts';

describe('endpoints', () => {
  test.each([
    ['localhost:4318', { host: 'localhost', port: 4318 }, '127.0.0.1:4318'],
    ['0.0.0.0:4318', { host: '0.0.0.0', port: 4318 }, '0.0.0.0:4318'],
    [':4318', { host: '', port: 4318 }, '[::]:4318'],
    ['[::1]:4318', { host: '::1', port: 4318 }, '[::1]:4318'],
    ['localhost:', { host: 'localhost', port: 0 }, '127.0.0.1:0'],
  ])('%s', (text, endpoint, address) => {
    expect(parseEndpoint(text)).toEqual(endpoint);
    expect(formatAddress(endpoint)).toBe(address);
  });

  test.each([
    ['foo', 'listen tcp: address foo: missing port in address'],
    ['', 'listen tcp: address : missing port in address'],
    ['a:b:c', 'listen tcp: address a:b:c: too many colons in address'],
    ['foo:bar', 'listen tcp: lookup tcp/bar: unknown port'],
    ['foo:70000', 'listen tcp: address 70000: invalid port'],
  ])('%j is refused', (text, message) => {
    expect(() => parseEndpoint(text)).toThrow(message);
  });
});
