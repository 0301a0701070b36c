/** What programs print. */
import type { ContractCase } from '../contract-case.ts';

export const output: readonly ContractCase[] = [
  {
    name: 'has its lines shown in the order it wrote them',
    main: `process.stdout.write('a');
console.log('b');
process.stdout.write('c\\n');
console.info('d');
setTimeout(() => console.log('f'), 1);
console.debug('e');`,
    expected: { stdout: ['ab', 'c', 'd', 'e', 'f'] },
  },
  {
    name: 'has errors and warnings on stderr',
    main: `console.error('first'); console.warn('second'); process.stderr.write('third\\n'); console.log('out');`,
    expected: { stdout: ['out'], stderr: ['first\nsecond\nthird\n'] },
  },
  {
    name: 'has characters of every kind shown whole',
    main: `console.log('spän ✓ 追踪 😀'); console.log('追踪😀'.repeat(3000));`,
    expected: { stdout: ['spän ✓ 追踪 😀', '追踪😀'.repeat(3000)] },
  },
  {
    name: 'has values formatted as Node does',
    main: `console.log('%s took %d ms', 'checkout', 12, { ok: true, ids: [1, 2], name: 'x' });
console.log([], {}, null, undefined, 1n, Symbol('s'), -0);
console.log(['a', { nested: { deep: { deeper: 1 } } }]);
console.log(new Map([['k', 1]]), new Set([1]));
console.log('100%', 'sure');`,
    expected: {
      stdout: [
        "checkout took 12 ms { ok: true, ids: [ 1, 2 ], name: 'x' }",
        '[] {} null undefined 1n Symbol(s) -0',
        "[ 'a', { nested: { deep: [Object] } } ]",
        "Map(1) { 'k' => 1 } Set(1) { 1 }",
        '100% sure',
      ],
    },
  },
  {
    name: 'has output beyond the limit dropped and counted',
    main: `for (let line = 0; line < 50; line++) console.log('x'.repeat(99));`,
    options: { outputLimit: 1000 },
    expected: { stdout: Array.from({ length: 10 }, () => 'x'.repeat(99)), droppedOutput: 4000 },
  },
  {
    name: 'has a line cut where the limit falls',
    main: `console.log('0123456789');`,
    options: { outputLimit: 4 },
    expected: { stdout: ['0123'], droppedOutput: 7 },
  },
  {
    name: 'has both streams in the order it wrote them, each',
    main: `for (let n = 0; n < 5; n++) { console.log('out', n); console.error('err', n); }`,
    expected: {
      stdout: ['out 0', 'out 1', 'out 2', 'out 3', 'out 4'],
      stderr: ['err 0\nerr 1\nerr 2\nerr 3\nerr 4\n'],
    },
  },
  {
    name: 'is told when its output is written',
    main: `const written = await new Promise<string>((resolve) => process.stdout.write('text\\n', () => resolve('written')));
console.log(written, process.stdout.isTTY === true, process.stdout.fd, process.stderr.fd, process.stdout.writable);`,
    expected: { stdout: ['text', 'written false 1 2 true'] },
  },
  {
    name: 'may write bytes that are half a character',
    main: `const bytes = Buffer.from('✓ 😀\\n');
process.stdout.write(bytes.subarray(0, 2));
process.stdout.write(bytes.subarray(2, 6));
process.stdout.write(bytes.subarray(6));
process.stdout.write('c3a4', 'hex');
process.stdout.write('\\n');`,
    expected: { stdout: ['✓ 😀', 'ä'] },
  },
  {
    name: 'has a stream piped to its output',
    main: `import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

Readable.from(['piped ', 'text\\n']).pipe(process.stdout);
await new Promise((resolve) => setTimeout(resolve, 10));
await pipeline(Readable.from(['by pipeline\\n']), process.stdout, { end: false });
console.log('still open');`,
    expected: { stdout: ['piped text', 'by pipeline', 'still open'] },
  },
  {
    name: 'has groups, counters, tables and assertions as Node prints them',
    main: `console.group('outer');
console.log('one\\ntwo');
console.group();
console.log({ deep: true });
console.groupEnd();
console.groupEnd();
console.log('out');
console.count('a');
console.count('a');
console.countReset('a');
console.count('a');
console.table([{ a: 1, b: 'x' }, { a: 2, c: true }]);
console.table(new Map([['k', 1]]));
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 1 });
console.assert(true, 'not printed');
console.assert(false, 'printed %d', 1);
console.log('%c styled', 'color: red');
console.log('%s|%d|%i|%f|%j|%o|%O', 'a', '42', 4.7, '1.5', { a: 1 }, 'o', [1]);`,
    expected: {
      stdout: [
        'outer',
        '  one',
        '  two',
        '    { deep: true }',
        'out',
        'a: 1',
        'a: 2',
        'a: 1',
        '┌─────────┬───┬─────┬──────┐',
        '│ (index) │ a │ b   │ c    │',
        '├─────────┼───┼─────┼──────┤',
        "│ 0       │ 1 │ 'x' │      │",
        '│ 1       │ 2 │     │ true │',
        '└─────────┴───┴─────┴──────┘',
        '┌───────────────────┬─────┬────────┐',
        '│ (iteration index) │ Key │ Values │',
        '├───────────────────┼─────┼────────┤',
        "│ 0                 │ 'k' │ 1      │",
        '└───────────────────┴─────┴────────┘',
        '{ a: { b: [Object] } }',
        ' styled',
        'a|42|4|1.5|{"a":1}|\'o\'|[ 1 ]',
      ],
      stderr: ['Assertion failed: printed 1\n'],
    },
  },
  {
    name: 'has errors, classes, dates and holes formatted as Node does',
    main: `class Money { amount = 5; #hidden = 1; get shown() { return this.#hidden; } }
console.log(new Money(), Money, class {}, function named() {}, () => {}, new Date(0), /x/g, [1, , 3], [undefined, null]);
console.log(new Error('shown').message, [new Uint8Array(2), new ArrayBuffer(1)], Symbol.iterator, { [Symbol('s')]: 1 }, Object.create(null));
const self: Record<string, unknown> = { name: 'loop' };
self['self'] = self;
console.log(self, 'a\\'b', ['a\\'b', "q\\"'"], 'x'.repeat(3), [['nested', ['deep', ['deeper', ['deepest']]]]]);
console.log(Array.from({ length: 120 }, (_, n) => n));
console.log({ long: 'x'.repeat(80), other: 'y'.repeat(20) }, new Map([[{ a: 1 }, new Set(['b'])]]), new WeakMap());`,
    expected: {
      stdout: [
        'Money { amount: 5 } [class Money] [class (anonymous)] [Function: named] [Function (anonymous)] 1970-01-01T00:00:00.000Z /x/g [ 1, <1 empty item>, 3 ] [ undefined, null ]',
        'shown [',
        '  Uint8Array(2) [ 0, 0 ],',
        '  ArrayBuffer { [Uint8Contents]: <00>, [byteLength]: 1 }',
        '] Symbol(Symbol.iterator) { Symbol(s): 1 } [Object: null prototype] {}',
        "<ref *1> { name: 'loop', self: [Circular *1] } a'b [ \"a'b\", `q\"'` ] xxx [ [ 'nested', [ 'deep', [Array] ] ] ]",
        '[',
        '   0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11,',
        '  12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,',
        '  24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,',
        '  36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,',
        '  48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,',
        '  60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71,',
        '  72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83,',
        '  84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95,',
        '  96, 97, 98, 99,',
        '  ... 20 more items',
        ']',
        '{',
        "  long: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',",
        "  other: 'yyyyyyyyyyyyyyyyyyyy'",
        "} Map(1) { { a: 1 } => Set(1) { 'b' } } WeakMap { <items unknown> }",
      ],
    },
  },
];
