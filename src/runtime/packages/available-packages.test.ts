import { describe, expect, it } from 'vitest';
import { availablePackages } from './available-packages.ts';
import { PACKAGE_SETS } from './package-sets.ts';

function availableWith(dependencies: Record<string, string>) {
  return availablePackages({ 'package.json': JSON.stringify({ dependencies }) });
}

describe('availablePackages', () => {
  it('is what package.json names, with the further entries of those packages', () => {
    const { entries, addable } = availableWith({ '@electric-sql/pglite': '0.5.16', express: '5.0.0' });
    expect(entries).toEqual(['@electric-sql/pglite', '@electric-sql/pglite/template']);
    expect(addable['hono']).toBe(PACKAGE_SETS['2.x']['hono']);
    expect(addable).not.toHaveProperty('@electric-sql/pglite');
    expect(addable).not.toHaveProperty('express');
  });

  it('is everything in the set where package.json names nothing', () => {
    const { set, entries, addable } = availablePackages({ 'package.json': '{}' });
    expect(set).toBe('2.x');
    expect(entries).toEqual(expect.arrayContaining(Object.keys(PACKAGE_SETS['2.x'])));
    expect(addable).toEqual({});
  });

  it('has the packages of one line only', () => {
    const { entries } = availableWith({
      '@opentelemetry/api': '1.10.0',
      '@opentelemetry/sdk-trace-web': '2.12.0',
      '@opentelemetry/sdk-trace': '3.1.0',
    });
    expect(entries).toEqual(['@opentelemetry/api', '@opentelemetry/sdk-trace']);
  });
});
