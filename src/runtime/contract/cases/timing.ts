/** Timers, ticks and microtasks. */
import type { ContractCase } from '../contract-case.ts';

export const timing: readonly ContractCase[] = [
  {
    name: 'has ticks run before microtasks, and both before immediates and timers',
    main: `
setTimeout(() => {
  setTimeout(() => console.log('timeout'), 0);
  setImmediate(() => console.log('immediate'));
  queueMicrotask(() => console.log('microtask'));
  void Promise.resolve().then(() => console.log('then'));
  process.nextTick((word: string) => console.log(word), 'tick');
  console.log('sync');
}, 1);`,
    expected: { stdout: ['sync', 'tick', 'microtask', 'then', 'immediate', 'timeout'] },
  },
  {
    name: 'has timers run by their delay, with their arguments',
    main: `
setTimeout((...words: string[]) => console.log(...words), 30, 'second', 'of three');
setTimeout(() => console.log('third'), 60);
setTimeout(() => console.log('first'), 1);`,
    expected: { stdout: ['first', 'second of three', 'third'] },
  },
  {
    name: 'is not kept running by an unrefed timer',
    main: `
const timer = setTimeout(() => console.log('never'), 60_000);
console.log(timer.hasRef(), timer.unref() === timer, timer.hasRef());`,
    expected: { stdout: ['true true false'] },
  },
  {
    name: 'is kept running by a timer that is refed again',
    main: `setTimeout(() => console.log('ran'), 10).unref().ref();`,
    expected: { stdout: ['ran'] },
  },
  {
    name: 'can cancel what it has scheduled',
    main: `
clearTimeout(setTimeout(() => console.log('timeout'), 1));
clearImmediate(setImmediate(() => console.log('immediate')));
let rounds = 0;
const interval = setInterval(() => {
  console.log('round', ++rounds);
  if (rounds === 3) clearInterval(interval);
}, 1);`,
    expected: { stdout: ['round 1', 'round 2', 'round 3'] },
  },
  {
    name: 'can await timers',
    main: `
import { setImmediate, setInterval, setTimeout } from 'node:timers/promises';

console.log(await setTimeout(1, 'value'));
console.log(await setImmediate('at once'));
let rounds = 0;
for await (const word of setInterval(1, 'round')) {
  console.log(word, ++rounds);
  if (rounds === 2) break;
}`,
    expected: { stdout: ['value', 'at once', 'round 1', 'round 2'] },
  },
  {
    name: 'can give up a timer it awaits',
    main: `
import { setTimeout as sleep } from 'node:timers/promises';

const giveUp = new AbortController();
setTimeout(() => giveUp.abort(), 5);
try {
  await sleep(60_000, undefined, { signal: giveUp.signal });
} catch (error) {
  console.log((error as Error).name);
}`,
    expected: { stdout: ['AbortError'] },
  },
  {
    name: 'has refs and unrefs of timers decide how long it runs',
    main: `const forever = setInterval(() => {}, 1);
forever.unref();
const short = setTimeout(() => console.log('short'), 10);
console.log(forever.hasRef(), short.hasRef());
process.on('exit', () => console.log('exit'));`,
    expected: { stdout: ['false true', 'short', 'exit'] },
  },
  {
    name: 'has a promised timer without ref not keep it running',
    main: `import { setTimeout as sleep } from 'node:timers/promises';

void sleep(60_000, undefined, { ref: false }).then(() => console.log('never'));
setTimeout(() => console.log('done'), 5);`,
    expected: { stdout: ['done'] },
  },
  {
    name: 'has ticks asked for by ticks run before timers',
    main: `setTimeout(() => console.log('timeout'), 0);
process.nextTick(() => { console.log('tick 1'); process.nextTick(() => console.log('tick 2')); void Promise.resolve().then(() => console.log('promise')); });
console.log('main');`,
    expected: { stdout: ['main', 'tick 1', 'tick 2', 'promise', 'timeout'] },
  },
  {
    name: 'has microtasks run between immediates',
    main: `setImmediate(() => { console.log('first'); queueMicrotask(() => console.log('microtask')); process.nextTick(() => console.log('tick')); });
setImmediate(() => console.log('second'));`,
    expected: { stdout: ['first', 'tick', 'microtask', 'second'] },
  },
  {
    name: 'has delays below 1 taken for 1',
    main: `const order: string[] = [];
for (const delay of [0, undefined, 0.5, 1]) setTimeout(() => order.push(String(delay)), delay);
setTimeout(() => console.log(order.join()), 30);`,
    expected: { stdout: ['0,undefined,0.5,1'] },
  },
  {
    name: 'may await at the top level of several modules at once',
    main: `import './a.ts';
import './b.ts';
console.log('main');`,
    files: {
      'src/a.ts': `await new Promise((resolve) => setTimeout(resolve, 20));
console.log('a');`,
      'src/b.ts': `await null;
console.log('b');`,
    },
    expected: { stdout: ['b', 'a', 'main'] },
  },
  {
    name: 'has an interval that clears itself end it',
    main: `let n = 0;
const interval = setInterval(function (this: unknown) { console.log(++n, this === interval); if (n === 2) clearInterval(interval); }, 1);`,
    expected: { stdout: ['1 true', '2 true'] },
  },
];
