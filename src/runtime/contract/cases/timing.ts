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
];
