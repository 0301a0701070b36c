import { describe, expect, it } from 'vitest';
import { missingOptional, secondCopies, unpinned } from './lockfile-check.ts';

describe('the lockfile check', () => {
  it('finds a platform package that is declared and not locked', () => {
    const packages = {
      'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0', 'a-mac': '1.0.0' } },
      'node_modules/a-linux': {},
    };
    expect(missingOptional(packages)).toEqual([expect.stringContaining('a-mac')]);
  });

  it('looks for a package in the folders above, as Node does', () => {
    const packages = {
      'node_modules/a/node_modules/b': { optionalDependencies: { c: '1.0.0', d: '1.0.0' } },
      'node_modules/a/node_modules/c': {},
      'node_modules/d': {},
    };
    expect(missingOptional(packages)).toEqual([]);
  });

  it('refuses a second copy of an OpenTelemetry package', () => {
    const packages = {
      'node_modules/@opentelemetry/api': {},
      'node_modules/x/node_modules/@opentelemetry/api': {},
    };
    expect(secondCopies(packages)).toHaveLength(1);
  });

  it('lets a package set of labs have its own copies, one of each', () => {
    const packages = {
      'node_modules/@opentelemetry/api': {},
      'src/runtime/package-sets/3.x': { name: 'lab-packages-3.x' },
      'src/runtime/package-sets/3.x/node_modules/@opentelemetry/api': {},
      'src/runtime/package-sets/3.x/node_modules/@opentelemetry/sdk-trace': {},
      'src/runtime/package-sets/3.x/node_modules/@opentelemetry/sdk-trace/node_modules/@opentelemetry/api':
        {},
    };
    expect(secondCopies(packages)).toEqual([
      expect.stringContaining('sdk-trace/node_modules/@opentelemetry/api is a second copy'),
    ]);
  });

  it('lets a reference that is installed under another name bring its own copies', () => {
    const packages = {
      'node_modules/@opentelemetry/api': {},
      'node_modules/old-transformer': { name: '@opentelemetry/otlp-transformer' },
      'node_modules/old-transformer/node_modules/@opentelemetry/api': {},
    };
    expect(secondCopies(packages)).toEqual([]);
  });

  it('refuses version ranges, of aliases too', () => {
    const dependencies = { a: '1.2.3', b: '^1.2.3', c: 'latest', d: 'npm:@x/d@1.2.3', e: 'npm:@x/e@^1.2.3' };
    expect(unpinned({ dependencies })).toHaveLength(3);
  });
});
