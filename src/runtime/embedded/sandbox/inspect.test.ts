import * as util from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { format } from './format.ts';
import { inspect } from './inspect.ts';

class Order {
  id = 7;
  #secret = 1;
  get total(): number {
    return this.#secret;
  }
}
class ValidationError extends Error {}
class Odd extends Error {}

const circular: Record<string, unknown> = { name: 'x', list: [] as unknown[] };
circular.self = circular;
(circular.list as unknown[]).push(circular, { circular });

const coded = Object.assign(new Error('boom\nsecond line'), { code: 'E_X', nested: { a: 1 } });
const holes = [1, 2, 3, 4];
delete holes[1];
delete holes[2];

/** Values whose text Node and we have to agree on; the tests run in Node. */
const VALUES: readonly unknown[] = [
  [1, -0, 1n, Number.NaN, undefined, null, true, Symbol('s')],
  ["it's", `a"b'c`, 'x\ny', '\u0001\u007f', 'a\\b', 'a'.repeat(10_100)],
  [{}, [], { a: {} }, { a: { b: { c: {} } } }, { a: { b: { c: { d: 1 } } } }, [[[[1]]]]],
  Array.from({ length: 30 }, (_, at) => at * 37),
  Array.from({ length: 120 }, (_, at) => at),
  Array.from({ length: 27 }, (_, at) => 'n'.repeat(at % 7)),
  ['中文', '日本語テキスト', 'a', 'b', 'c', 'd', 'e', 'f'],
  new Map<unknown, unknown>([
    ['a', 1],
    [{ k: 1 }, new Map([[1, 2]])],
  ]),
  new Set([1, 'a', { b: 2 }]),
  [
    new Order(),
    new (class extends Order {})(),
    Object.create(null),
    Object.assign(Object.create(null), { a: 1 }),
  ],
  {
    get a() {
      return 1;
    },
    set b(_value: number) {},
    [Symbol('k')]: 1,
    'c-d': 1,
  },
  [
    function named() {},
    () => {},
    class A {},
    class B extends Order {
      static x = 1;
    },
  ],
  [new Date(0), new Date(Number.NaN), /a+/g, Object(1), Object('abc'), Object(Symbol('q'))],
  [new Uint8Array([1, 2, 3]), new ArrayBuffer(4), new WeakMap(), new WeakSet()],
  circular,
  [holes, Object.assign([1, 2], { x: 1 }), new (class Bag extends Map<number, number> {})([[1, 2]])],
  { multi: 'line one is long enough to break\nline two is long enough as well to be there\nx', b: 1 },
  {
    traceId: '5b8efff798038103d269b633813fc60c',
    attributes: { 'http.method': 'GET', n: 1 },
    links: [{ a: 1 }],
  },
  { a: new Error('inner'), b: 1 },
  [new Error('in a list'), new ValidationError('v'), new Odd('o'), new TypeError('t')],
  coded,
  new Error('with cause', { cause: new TypeError('c') }),
  new AggregateError([new Error('one')], 'several'),
  [new URLSearchParams('a=1&b=2')],
];

const FORMATS: readonly unknown[][] = [
  ['%s %s', 'a'],
  ['%d %i %f', '42', 42.9, '1.5x'],
  ['%j %o', { a: 1 }, { b: [1] }],
  ['%O', { a: { b: { c: { d: 1 } } } }],
  ['%s %s %s %s', { a: { b: 1 } }, Symbol('x'), -0, 5n],
  ['%c styled', 'color: red'],
  ['100%', 1],
  ['%% %x', 1],
  ['a', 'b', { c: 1 }, 3],
  ['%s', new Order()],
  ['%s %d', new Date(0), {}],
  [],
];

describe('inspect', () => {
  it.each(VALUES.map((value, at) => [at, value] as const))('shows value %i as Node does', (_at, value) => {
    expect(inspect(value)).toBe(util.inspect(value));
  });

  it('lays out any plain data as Node does', () => {
    const data = fc.letrec((again) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.integer(),
        fc.double({ noNaN: true }),
        fc.string({ maxLength: 40 }),
        fc.boolean(),
        fc.array(fc.nat(100_000), { maxLength: 40 }),
        fc.array(again('value'), { maxLength: 12 }),
        fc.dictionary(fc.string({ maxLength: 12 }), again('value'), { maxKeys: 6, noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(data, (value) => inspect(value) === util.inspect(value)),
      { numRuns: 300 },
    );
  });

  it('asks objects that describe themselves', () => {
    const value = { [util.inspect.custom]: (depth: number) => `depth ${depth}` };
    expect(inspect({ value })).toBe('{ value: depth 1 }');
  });
});

describe('format', () => {
  it.each(FORMATS.map((args, at) => [at, args] as const))('formats example %i as Node does', (_at, args) => {
    expect(format(...args)).toBe(util.format(...args));
  });
});
