/** Exceptions and rejections nobody catches, and those somebody does. */
import type { ContractCase } from '../contract-case.ts';

export const errors: readonly ContractCase[] = [
  {
    name: 'ends with 1 by an exception, which is printed and located',
    main: `console.log('before');
function fail(): never {
  throw new Error('boom');
}
fail();
console.log('after');`,
    expected: {
      stdout: ['before'],
      stderr: ['Error: boom'],
      exitCode: 1,
      error: { name: 'Error', message: 'boom', at: 'src/main.ts:3:9' },
    },
  },
  {
    name: 'has its exception located behind types and in another file',
    main: `import { check } from './check.ts';
check({ id: 1 });`,
    files: {
      'src/check.ts': `interface Order {
  readonly id: number;
}

export function check(order: Order): void {
  const id: number = order.id; if (id < 2) throw new RangeError(\`order \${id}\`);
}`,
    },
    expected: {
      stdout: [],
      stderr: ['RangeError: order 1'],
      exitCode: 1,
      error: { name: 'RangeError', message: 'order 1', at: 'src/check.ts:6:50' },
    },
  },
  {
    name: 'has an exception of the engine located',
    main: `const order: { id?: { text: string } } = {};
const text = order.id as { text: string };
console.log(text.text);`,
    expected: {
      stdout: [],
      stderr: ['TypeError: Cannot read properties of undefined'],
      exitCode: 1,
      error: {
        name: 'TypeError',
        message: "Cannot read properties of undefined (reading 'text')",
        at: 'src/main.ts:3:18',
      },
    },
  },
  {
    name: 'has an exception after an await located',
    main: `import { setTimeout as sleep } from 'node:timers/promises';

async function work(): Promise<void> {
  await sleep(1);
  throw new TypeError('late');
}
await work();`,
    expected: {
      stdout: [],
      stderr: ['TypeError: late'],
      exitCode: 1,
      error: { name: 'TypeError', message: 'late', at: 'src/main.ts:5:9' },
    },
  },
  {
    name: 'ends with 1 by an exception in a timer, and the other timers do not run',
    main: `setTimeout(() => { throw new Error('in a timer'); }, 1);
setTimeout(() => console.log('never'), 50);`,
    expected: {
      stdout: [],
      stderr: ['in a timer'],
      exitCode: 1,
      error: { name: 'Error', message: 'in a timer', at: 'src/main.ts:1:26' },
    },
  },
  {
    name: 'ends with 1 by a rejection nobody handles',
    main: `void Promise.reject(new Error('rejected'));
setTimeout(() => console.log('never'), 50);`,
    expected: {
      stdout: [],
      stderr: ['Error: rejected'],
      exitCode: 1,
      error: { name: 'Error', message: 'rejected', at: 'src/main.ts:1:21' },
    },
  },
  {
    name: 'may handle a rejection in the same turn',
    main: `const failing = Promise.reject(new Error('handled'));
failing.catch((error: Error) => console.log('caught', error.message));`,
    expected: { stdout: ['caught handled'] },
  },
  {
    name: 'keeps running when it listens for uncaughtException',
    main: `process.on('uncaughtException', (error) => console.log('heard', error.message));
setTimeout(() => { throw new Error('boom'); }, 1);
setTimeout(() => console.log('alive'), 20);`,
    expected: { stdout: ['heard boom', 'alive'] },
  },
  {
    name: 'keeps running when it listens for unhandledRejection',
    main: `process.on('unhandledRejection', (reason) => console.log('heard', (reason as Error).message));
void Promise.reject(new Error('lost'));
setTimeout(() => console.log('alive'), 20);`,
    expected: { stdout: ['heard lost', 'alive'] },
  },
  {
    name: 'hears exit with 1 after an exception, but not beforeExit',
    main: `process.on('beforeExit', () => console.log('beforeExit'));
process.on('exit', (code) => console.log('exit', code));
throw new Error('boom');`,
    expected: {
      stdout: ['exit 1'],
      stderr: ['boom'],
      exitCode: 1,
      error: { name: 'Error', message: 'boom', at: 'src/main.ts:3:7' },
    },
  },
  {
    name: 'has the name of its own error class reported',
    main: `class PaymentError extends Error {
  override name = 'PaymentError';
}
throw new PaymentError('declined');`,
    expected: {
      stdout: [],
      stderr: ['declined'],
      exitCode: 1,
      error: { name: 'PaymentError', message: 'declined', at: 'src/main.ts:4:7' },
    },
  },
];
