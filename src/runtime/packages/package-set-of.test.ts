import { describe, expect, it } from 'vitest';
import { fits, packageSetOf } from './package-set-of.ts';
import { PACKAGE_SET_NAMES, PACKAGE_SETS } from './package-sets.ts';

function setOf(dependencies: Record<string, string>) {
  return packageSetOf({ 'package.json': JSON.stringify({ dependencies }) });
}

describe('packageSetOf', () => {
  it.each(PACKAGE_SET_NAMES)('gives a lab that asks for everything in %s just that', (set) => {
    expect(setOf(PACKAGE_SETS[set])).toBe(set);
  });

  it('goes by versions, of ranges too', () => {
    expect(setOf({ '@opentelemetry/api': '1.10.0' })).toBe('3.x');
    expect(setOf({ '@opentelemetry/api': '1.9.1' })).toBe('2.x');
    expect(setOf({ '@opentelemetry/resources': '^3.0.0' })).toBe('3.x');
    expect(setOf({ '@opentelemetry/resources': '^2.0.0' })).toBe('2.x');
  });

  it('goes by packages that only one set has, whatever their version', () => {
    expect(setOf({ '@opentelemetry/sdk-trace': '3.9.9' })).toBe('3.x');
    expect(setOf({ '@opentelemetry/sdk-trace-web': '2.0.0' })).toBe('2.x');
  });

  it('gives the first set where nothing tells them apart', () => {
    expect(setOf({ yaml: '2.9.1' })).toBe('2.x');
    expect(setOf({ express: '5.0.0' })).toBe('2.x');
    expect(packageSetOf({})).toBe('2.x');
    expect(packageSetOf({ 'package.json': '{' })).toBe('2.x');
  });
});

describe('fits', () => {
  it.each([
    ['2.12.0', '2.12.0', true],
    ['2.12.1', '2.12.0', false],
    ['2.12.1', '~2.12.0', true],
    ['2.13.0', '~2.12.0', false],
    ['2.13.0', '^2.12.5', true],
    ['2.12.0', '^2.12.5', false],
    ['3.0.0', '^2.12.5', false],
    ['0.223.4', '^0.223.0', true],
    ['0.301.0', '^0.223.0', false],
    ['0.0.4', '^0.0.3', false],
    ['1.0.0', '*', true],
    ['1.0.0', 'latest', true],
  ])('%s in %s: %s', (version, range, expected) => {
    expect(fits(version, range)).toBe(expected);
  });
});
