import assert from 'node:assert';
import { Buffer } from 'node:buffer';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { EOL } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { format, inspect, isDeepStrictEqual, promisify } from 'node:util';

const refused: (() => void)[] = [
  () => assert.strictEqual(1, 2),
  () => assert.deepStrictEqual({ a: 1 }, { a: 2 }),
  () => assert(false, 'said'),
  () => assert.throws(() => {}),
  () => assert.match('abc', /x/),
  () => assert.equal(1, 2),
];
for (const refuse of refused) {
  try {
    refuse();
  } catch (error) {
    const { name, code, operator, message } = error as assert.AssertionError;
    console.log(name, code, operator, message.split('\n')[0]);
  }
}
assert.throws(
  () => {
    throw new TypeError('bad');
  },
  { name: 'TypeError', message: /bad/ },
);

const twice = (value: number, done: (error: null, result: number) => void): void => done(null, value * 2);
console.log(format('%s=%d', 'a', 1), inspect({ a: new Map([[1, 2]]) }, { depth: 0 }));
console.log(await promisify(twice)(4), await promisify(setTimeout)(1, 'timed'), isDeepStrictEqual([1], [1]));
console.log(path.join('a', '..', 'b'), path.extname('x.ts'), EOL === '\n', randomUUID().length);
console.log(
  Buffer.concat([Buffer.from('a'), Buffer.from('b')]),
  createHash('sha256').update('x').digest('hex'),
);
console.log(
  typeof performance.now(),
  process.argv.length,
  typeof process.hrtime.bigint(),
  existsSync('/nope'),
);
console.log(structuredClone({ a: new Date(0) }), new URL('http://a/b'), globalThis === global);
try {
  readFileSync('/nope.txt');
} catch (error) {
  console.log((error as { code?: string }).code, (error as Error).message);
}
console.log(readFileSync(new URL('./main.ts', import.meta.url), 'utf8').startsWith('import assert'));

console.table([
  { a: 1, b: 'x' },
  { a: 2, c: true },
]);
console.group('group');
console.log('in it\nand still');
console.groupEnd();
console.count();
console.count();
console.dir({ a: { b: { c: 1 } } }, { depth: 0 });
console.log(typeof self, typeof window, typeof location, typeof document);
console.log(async function named() {}.name, import.meta.filename.endsWith('main.ts'), import.meta.main);

function inner(): never {
  throw new RangeError('in inner', { cause: new Error('the cause') });
}
async function outer(): Promise<void> {
  await null;
  inner();
}
const stack = await outer().then(String, (error: Error) => String(error.stack));
console.log(
  stack
    .split('\n')
    .slice(0, 2)
    .join('\n')
    .replace(/file:\S+\//, ''),
);
process.on('exit', (code) => console.log('exit', code));
process.exitCode = 5;
