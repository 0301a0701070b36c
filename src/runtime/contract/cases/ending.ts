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
];
