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
];
