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
      stderr: ['TypeError: '],
      exitCode: 1,
      error: {
        name: 'TypeError',
        message: "Cannot read properties of undefined (reading 'text')",
        at: 'src/main.ts:3:18',
        byEngine: true,
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
  {
    name: 'has every function of its stack in its own files',
    main: `import { charge } from './charge.ts';

async function checkout(): Promise<void> {
  charge(-1);
}
const error = await checkout().catch((reason: unknown) => reason as Error);
const lines = String((error as Error).stack).split('\\n').map((line) => line.replace(/file:.*\\/src\\//, 'src/').replace(/:\\d+(?=\\)$)/, ''));
console.log(lines.slice(0, 3).join('\\n'));
class Account { balance(): never { throw new TypeError('no account'); } }
try { new Account().balance(); } catch (reason) { console.log(String((reason as Error).stack).split('\\n').slice(0, 2).map((line) => line.replace(/file:.*\\/src\\//, 'src/').replace('Account.', '').replace(/:\\d+(?=\\)?$)/, '')).join('\\n')); }`,
    files: {
      'src/charge.ts': `export interface Money {
  readonly amount: number;
}

export function charge(amount: number): Money {
  if (amount < 0) throw new RangeError(\`amount \${amount}\`);
  return { amount };
}
`,
    },
    expected: {
      stdout: [
        'RangeError: amount -1',
        '    at charge (src/charge.ts:6)',
        '    at checkout (src/main.ts:4)',
        'TypeError: no account',
        '    at balance (src/main.ts:9)',
      ],
    },
  },
  {
    name: 'has its error located where the error was made, not where it was thrown',
    main: `const made = new Error('made');
function thrower(): never {
  throw made;
}
thrower();`,
    expected: {
      stdout: [],
      stderr: ['Error: made'],
      exitCode: 1,
      error: { name: 'Error', message: 'made', at: 'src/main.ts:1:14' },
    },
  },
  {
    name: 'has an error printed with its cause and its own properties',
    main: `throw Object.assign(new Error('outer', { cause: new TypeError('inner') }), { code: 'E_OUTER' });`,
    expected: {
      stdout: [],
      stderr: ['Error: outer', "code: 'E_OUTER'", '[cause]: TypeError: inner'],
      exitCode: 1,
      error: { name: 'Error', message: 'outer', at: 'src/main.ts:1:21' },
    },
  },
  {
    name: 'may throw what is no error',
    main: `throw { odd: true };`,
    expected: {
      stdout: [],
      stderr: ['{ odd: true }'],
      exitCode: 1,
      error: { name: 'Uncaught', message: '{ odd: true }' },
    },
  },
  {
    name: 'may reject with what is no error',
    main: `await Promise.reject('just text');`,
    expected: {
      stdout: [],
      stderr: ['just text'],
      exitCode: 1,
      error: { name: 'Uncaught', message: "'just text'" },
    },
  },
  {
    name: 'hears an error it emits and nobody listens for',
    main: `import { EventEmitter } from 'node:events';

setTimeout(() => new EventEmitter().emit('error', new Error('unheard')), 1);`,
    expected: {
      stdout: [],
      stderr: ['unheard'],
      exitCode: 1,
      error: { name: 'Error', message: 'unheard', at: 'src/main.ts:3:51' },
    },
  },
  {
    name: 'hears first the monitor, then the handler of what nobody caught',
    main: `process.on('uncaughtExceptionMonitor', (error, origin) => console.log('monitor', error.message, origin));
process.on('uncaughtException', (error, origin) => console.log('handler', error.message, origin));
setTimeout(() => { throw new Error('thrown'); }, 1);
setTimeout(() => void Promise.reject(new Error('rejected')), 20);
process.on('exit', (code) => console.log('exit', code));`,
    expected: {
      stdout: [
        'monitor thrown uncaughtException',
        'handler thrown uncaughtException',
        'monitor rejected unhandledRejection',
        'handler rejected unhandledRejection',
        'exit 0',
      ],
    },
  },
  {
    name: 'ends with 7 when the handler of uncaught errors throws itself',
    main: `process.on('uncaughtException', () => { throw new Error('second'); });
throw new Error('first');`,
    expected: {
      stdout: [],
      stderr: ['second'],
      exitCode: 7,
    },
  },
  {
    name: 'is told about a rejection that is handled late',
    main: `process.on('unhandledRejection', (reason) => console.log('unhandled', (reason as Error).message));
process.on('rejectionHandled', () => console.log('handled'));
const failing = Promise.reject(new Error('late'));
setTimeout(() => failing.catch(() => console.log('caught')), 10);
setTimeout(() => {}, 40);`,
    expected: { stdout: ['unhandled late', 'caught', 'handled'] },
  },
];
