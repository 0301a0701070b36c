/** How programs end: exit codes and the events before. */
import type { ContractCase } from '../contract-case.ts';

export const ending: readonly ContractCase[] = [
  {
    name: 'ends with 0 when nothing is left to do',
    main: `console.log('only line');`,
    expected: { stdout: ['only line'] },
  },
  {
    name: 'ends at once by process.exit',
    main: `console.log('before'); process.exit(3); console.log('after');`,
    expected: { stdout: ['before'], exitCode: 3 },
  },
  {
    name: 'ends by process.exit from a callback while timers wait',
    main: `setTimeout(() => console.log('never'), 60_000); setTimeout(() => process.exit(7), 5);`,
    expected: { stdout: [], exitCode: 7 },
  },
  {
    name: 'chooses its exit code by process.exitCode',
    main: `process.exitCode = 4; setTimeout(() => console.log('still ran'), 1);`,
    expected: { stdout: ['still ran'], exitCode: 4 },
  },
  {
    name: 'hears beforeExit and exit once its work is done, in this order',
    main: `
process.on('exit', (code) => console.log('exit', code));
process.on('beforeExit', (code) => console.log('beforeExit', code));
setTimeout(() => console.log('timer'), 5);
console.log('main');`,
    expected: { stdout: ['main', 'timer', 'beforeExit 0', 'exit 0'] },
  },
  {
    name: 'may start work in beforeExit and hears it again when that is done',
    main: `
let rounds = 0;
process.on('beforeExit', () => {
  console.log('beforeExit', ++rounds);
  if (rounds === 1) setTimeout(() => console.log('more work'), 1);
});`,
    expected: { stdout: ['beforeExit 1', 'more work', 'beforeExit 2'] },
  },
  {
    name: 'does not hear beforeExit when it calls process.exit',
    main: `
process.on('beforeExit', () => console.log('beforeExit'));
process.on('exit', (code) => console.log('exit', code));
process.exit(2);`,
    expected: { stdout: ['exit 2'], exitCode: 2 },
  },
  {
    name: 'may change its exit code in the exit event',
    main: `process.on('exit', () => { process.exitCode = 5; });`,
    expected: { stdout: [], exitCode: 5 },
  },
  {
    name: 'ends with 13 when the top-level await can never settle',
    main: `console.log('waiting'); await new Promise(() => {}); console.log('never');`,
    expected: { stdout: ['waiting'], stderr: ['unsettled top-level await'], exitCode: 13 },
  },
  {
    name: 'hears beforeExit in the order of its listeners, and nothing after process.exit in one',
    main: `process.on('beforeExit', () => console.log('first'));
process.once('beforeExit', () => { console.log('second'); process.exit(4); });
process.on('beforeExit', () => console.log('third'));
process.on('exit', (code) => console.log('exit', code, process.exitCode));`,
    expected: { stdout: ['first', 'second', 'exit 4 4'], exitCode: 4 },
  },
  {
    name: 'may not start work in exit',
    main: `process.on('exit', () => {
  setTimeout(() => console.log('never'), 1);
  setImmediate(() => console.log('never'));
  console.log('exit');
});`,
    expected: { stdout: ['exit'] },
  },
  {
    name: 'has its finally blocks skipped by process.exit',
    main: `try { process.exit(2); } finally { console.log('never'); }`,
    expected: { stdout: [], exitCode: 2 },
  },
  {
    name: 'takes whole numbers for exit codes and refuses the rest',
    main: `try { process.exitCode = 1.5; } catch (error) { console.log((error as { code?: string }).code); }
try { process.exitCode = 'seven'; } catch (error) { console.log((error as { code?: string }).code); }
process.exitCode = '7';
process.on('exit', (code) => console.log(typeof code, code));`,
    expected: { stdout: ['ERR_OUT_OF_RANGE', 'ERR_INVALID_ARG_TYPE', 'number 7'], exitCode: 7 },
  },
  {
    name: 'ends with 1 by an exception in its exit event',
    main: `process.on('exit', () => { throw new Error('at the end'); });
console.log('main');`,
    expected: {
      stdout: ['main'],
      stderr: ['at the end'],
      exitCode: 1,
      error: { name: 'Error', message: 'at the end', at: 'src/main.ts:1:34' },
    },
  },
  {
    name: 'has what it wrote before process.exit shown whole',
    main: `for (let line = 0; line < 40; line++) console.log(\`line \${line}\`);
process.stdout.write('no line break');
process.exit(0);`,
    expected: { stdout: [...Array.from({ length: 40 }, (_, line) => `line ${line}`), 'no line break'] },
  },
  {
    name: 'ends once its last promise has settled, even if nobody waits for it',
    main: `const { promise, resolve } = Promise.withResolvers<void>();
void promise.then(() => console.log('settled'));
setTimeout(resolve, 5);
process.on('exit', () => console.log('exit'));`,
    expected: { stdout: ['settled', 'exit'] },
  },
];
