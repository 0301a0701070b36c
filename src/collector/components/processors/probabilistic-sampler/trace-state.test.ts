import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TraceState } from './trace-state.ts';

const hex = (digits: { minLength: number; maxLength: number }): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), ...digits });

const vendor = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9_*/-]{0,9}$/), fc.stringMatching(/^[!-+./-<>-~]{1,10}$/))
  .filter(([key]) => key !== 'ot');

const field = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9]{0,4}$/), fc.stringMatching(/^[A-Za-z0-9._-]{0,8}$/))
  .filter(([key]) => key !== 'rv' && key !== 'th');

/** A tracestate as samplers write it. */
const written = fc
  .record({
    randomness: fc.option(hex({ minLength: 14, maxLength: 14 }), { nil: undefined }),
    threshold: fc.option(hex({ minLength: 1, maxLength: 14 }), { nil: undefined }),
    fields: fc.array(field, { maxLength: 4 }),
    vendors: fc.array(vendor, { maxLength: 10 }),
  })
  .map(({ randomness, threshold, fields, vendors }) => {
    const ot = [
      ...(randomness === undefined ? [] : [`rv:${randomness}`]),
      ...(threshold === undefined ? [] : [`th:${threshold}`]),
      ...fields.map((pair) => pair.join(':')),
    ].join(';');
    const members = [...(ot === '' ? [] : [`ot=${ot}`]), ...vendors.map((pair) => pair.join('='))];
    return { text: members.join(','), randomness, threshold };
  });

describe('a tracestate', () => {
  test('is read and written again without a change', () => {
    fc.assert(
      fc.property(written, ({ text, randomness, threshold }) => {
        const state = new TraceState(text);
        expect(state.errors).toEqual([]);
        expect(state.randomness).toBe(randomness);
        expect(state.threshold).toBe(threshold?.padEnd(14, '0'));
        expect(state.toString()).toBe(text);
      }),
    );
  });

  test('keeps what others wrote when a threshold is set and taken away again', () => {
    fc.assert(
      fc.property(written, hex({ minLength: 14, maxLength: 14 }), ({ text, threshold }, other) => {
        const state = new TraceState(text);
        state.setThreshold(other);
        expect(new TraceState(state.toString()).threshold).toBe(other);
        state.clearThreshold();
        if (threshold === undefined) expect(state.toString()).toBe(text);
        expect(new TraceState(state.toString()).threshold).toBeUndefined();
        expect(new TraceState(state.toString()).randomness).toBe(state.randomness);
      }),
    );
  });

  test('may be any text: what is left of it is a tracestate', () => {
    const pieces = fc.constantFrom(
      'ot=',
      'th:',
      'rv:',
      ';',
      ',',
      '=',
      ':',
      '8',
      'zz',
      ' ',
      '\t',
      'a@b',
      'é',
      'A',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (each) => {
        const rest = new TraceState(each).toString();
        expect(new TraceState(rest).errors).toEqual([]);
        expect(new TraceState(rest).toString()).toBe(rest);
      }),
      { numRuns: 500 },
    );
  });
});
