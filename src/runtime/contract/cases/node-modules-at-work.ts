/** Built-in modules that do something: events, contexts, timers, streams, the process. */
import type { ContractCase } from '../contract-case.ts';

export const nodeModulesAtWork: readonly ContractCase[] = [
  {
    name: 'has events',
    main: `import EventEmitter, { EventEmitter as Named, errorMonitor, once, setMaxListeners } from 'node:events';

const emitter = new EventEmitter();
console.log(EventEmitter === Named, typeof setMaxListeners, EventEmitter.defaultMaxListeners);
emitter.on('error', () => console.log('error heard')).on(errorMonitor, () => console.log('monitored'));
emitter.emit('error', new Error('x'));
emitter.once('twice', () => console.log('once'));
console.log(emitter.emit('twice'), emitter.emit('twice'));
setImmediate(() => emitter.emit('later', 1, 2));
console.log(await once(emitter, 'later'));
const target = new EventTarget();
setImmediate(() => target.dispatchEvent(new Event('ping')));
console.log(((await once(target, 'ping')) as [Event])[0].type);
emitter.removeAllListeners();
console.log(emitter.eventNames(), emitter.rawListeners('error').length, emitter.getMaxListeners());`,
    expected: {
      stdout: [
        'true function 10',
        'monitored',
        'error heard',
        'once',
        'true false',
        '[ 1, 2 ]',
        'ping',
        '[] 0 10',
      ],
    },
  },
  {
    name: 'has async_hooks',
    main: `import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';

const storage = new AsyncLocalStorage<number>();
class Job extends AsyncResource {
  constructor() { super('Job'); }
  run(): number | undefined { return this.runInAsyncScope(() => storage.getStore()); }
}
const job = storage.run(1, () => new Job());
console.log(storage.getStore(), job.run(), storage.run(2, () => job.run()), typeof job.asyncId());
console.log(storage.run(3, (a: number, b: number) => [a, b, storage.getStore()], 4, 5));
console.log(AsyncLocalStorage.snapshot()(() => storage.getStore()));`,
    expected: { stdout: ['undefined 1 1 number', '[ 4, 5, 3 ]', 'undefined'] },
  },
  {
    name: 'has timers',
    main: `import { clearTimeout as clear, setTimeout as set, setImmediate as immediate } from 'node:timers';
import { scheduler, setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

console.log(set === setTimeout, clear === clearTimeout, immediate === setImmediate);
const timer = set(() => console.log('never'), 5);
console.log(typeof timer, Number(timer) > 0, typeof timer.ref, typeof timer.refresh);
clear(Number(timer));
console.log(await promisify(setTimeout)(1, 'promisified'), await scheduler.wait(1), await sleep(1, 'value', { ref: true }));
try { set('no function' as unknown as () => void, 1); } catch (error) { console.log((error as { code?: string }).code, (error as Error).message); }`,
    expected: {
      stdout: [
        'true true true',
        'object true function function',
        'promisified undefined value',
        'ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received type string (\'no function\')',
      ],
    },
  },
  {
    name: 'has perf_hooks',
    main: `import { performance, PerformanceObserver } from 'node:perf_hooks';

console.log(performance === globalThis.performance, performance.now() > 0, Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 1000);
performance.mark('a', { detail: 1 });
performance.mark('b');
const { name, entryType, duration } = performance.measure('a to b', 'a', 'b');
console.log(name, entryType, duration >= 0, performance.getEntriesByName('a').map((entry) => entry.entryType));
const seen = new Promise<string>((resolve) => {
  const observer = new PerformanceObserver((list) => { observer.disconnect(); resolve(list.getEntries()[0]?.name ?? ''); });
  observer.observe({ entryTypes: ['mark'] });
});
performance.mark('observed');
setTimeout(() => {}, 50);
console.log(await seen);
performance.clearMarks();
console.log(performance.getEntriesByType('mark').length);`,
    expected: { stdout: ['true true true', "a to b measure true [ 'mark' ]", 'observed', '0'] },
  },
  {
    name: 'has streams',
    main: `import { PassThrough, Readable, Transform, Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';

const double = new Transform({ objectMode: true, transform(value: number, _encoding, done) { done(null, value * 2); } });
const seen: number[] = [];
await pipeline(Readable.from([1, 2, 3]), double, async function* (source: AsyncIterable<number>) { for await (const value of source) yield value + 1; }, new Writable({ objectMode: true, write(value: number, _encoding, done) { seen.push(value); done(); } }));
console.log(seen);
console.log(await Readable.from(['a', 'b']).toArray(), await Readable.from([1, 2, 3]).map((n) => Number(n) + 1).filter((n) => n > 2).toArray());
const through = new PassThrough();
setImmediate(() => through.end('done'));
const end = finished(through);
through.resume();
await end;
console.log(through.readableEnded, through.writableFinished, through.destroyed);
const web = Readable.toWeb(Readable.from(['x', 'y']));
const chunks: unknown[] = [];
for await (const chunk of web) chunks.push(chunk);
console.log(chunks);
try { await pipeline(Readable.from(['x']), new Writable({ write(_chunk, _encoding, done) { done(new Error('full')); } })); } catch (error) { console.log((error as Error).message); }`,
    expected: {
      stdout: ['[ 3, 5, 7 ]', "[ 'a', 'b' ] [ 3, 4 ]", 'true true true', "[ 'x', 'y' ]", 'full'],
    },
  },
  {
    name: 'has process',
    main: `import process, { argv, env, hrtime, nextTick } from 'node:process';

console.log(process === globalThis.process, argv === process.argv, env === process.env, typeof nextTick);
console.log(/^v\\d+\\.\\d+\\.\\d+$/.test(process.version), process.versions.node === process.version.slice(1), process.pid > 0, typeof process.uptime());
console.log(typeof hrtime.bigint(), hrtime().length, hrtime(hrtime()).length, Object.keys(process.memoryUsage()).includes('heapUsed'));
env['NUMBER'] = 1 as unknown as string;
delete env['MISSING'];
console.log(env['NUMBER'], 'MISSING' in env, process.cwd() === new URL('..', import.meta.url).pathname.slice(0, -1), process.exitCode);
process.on('warning', (warning) => console.log(warning.name, warning.message));
process.emitWarning('careful');`,
    expected: {
      stdout: [
        'true true true function',
        'true true true number',
        'bigint 2 2 true',
        '1 false true undefined',
        'Warning careful',
      ],
      stderr: ['Warning: careful'],
    },
  },
  {
    name: 'has assert',
    main: `import assert, { AssertionError, deepEqual, rejects, throws } from 'node:assert';
import strict from 'node:assert/strict';

const failures: (() => unknown)[] = [
  () => assert(0),
  () => assert.equal(1, 2, 'one is not two'),
  () => strict.deepEqual({ a: 1 }, { a: '1' }),
  () => assert.fail('on purpose'),
  () => assert.notStrictEqual(1, 1),
  () => assert.ifError(new Error('given')),
  () => throws(() => { throw new TypeError('x'); }, RangeError),
];
for (const fail of failures) {
  try { fail(); console.log('passed'); } catch (error) { console.log((error as Error).name, (error as Error).message.split('\\n')[0], (error as { code?: string }).code); }
}
deepEqual([1, { a: new Set([1]) }], [1, { a: new Set([1]) }]);
await rejects(Promise.reject(new Error('no')), /no/);
await assert.doesNotReject(Promise.resolve());
strict.ok(true);
console.log(new AssertionError({ actual: 1, expected: 2, operator: 'strictEqual' }).generatedMessage, assert.strict === strict);`,
    expected: {
      stdout: [
        'AssertionError The expression evaluated to a falsy value: ERR_ASSERTION',
        'AssertionError one is not two ERR_ASSERTION',
        'AssertionError Expected values to be strictly deep-equal: ERR_ASSERTION',
        'AssertionError on purpose ERR_ASSERTION',
        'AssertionError Expected "actual" to be strictly unequal to: 1 ERR_ASSERTION',
        'AssertionError ifError got unwanted exception: given ERR_ASSERTION',
        'AssertionError The error is expected to be an instance of "RangeError". Received "TypeError" ERR_ASSERTION',
        'true true',
      ],
    },
  },
  {
    name: 'has the same modules with and without the prefix',
    main: `import * as prefixed from 'node:path';
import * as plain from 'path';

const later = await import('events');
console.log(prefixed.join === plain.join, later.default === (await import('node:events')).default);`,
    expected: { stdout: ['true true'] },
  },
];
