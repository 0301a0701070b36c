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

  it('refuses version ranges', () => {
    expect(unpinned({ dependencies: { a: '1.2.3', b: '^1.2.3', c: 'latest' } })).toHaveLength(2);
  });
});
