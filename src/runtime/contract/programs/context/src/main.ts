/** Fifty-eight statements about where an async context is and where it is not; each prints one line. */
import { strict as assert } from 'node:assert';
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { EventEmitter, once } from 'node:events';
import http, { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { setInterval as every, setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises';
import { Child } from './classes.ts';

const storage = new AsyncLocalStorage<string>();
const here = (): string => storage.getStore() ?? 'none';

let count = 0;
/** The line is printed whatever comes out, so that a wrong one stands beside the right ones. */
function says(label: string, value: unknown = here()): void {
  console.log(`${String(++count).padStart(2, '0')} ${label}: ${String(value)}`);
}

// Run, exit, enterWith
says('outside of any run');
says(
  'run passes on what its function returns',
  storage.run('a', () => `returned in ${here()}`),
);
says(
  'run passes on arguments',
  storage.run('a', (x: number, y: number) => x + y, 1, 2),
);
storage.run('outer', () => {
  storage.run('inner', () => says('in a nested run'));
  says('after a nested run');
  try {
    storage.run('throws', () => {
      throw new Error();
    });
  } catch {
    says('in the catch of a run that threw');
  }
  storage.exit(() => says('in exit'));
  says('after exit');
});
await storage.run('entered over', async () => {
  storage.enterWith('entered');
  await null;
  says('after enterWith and an await');
});
says('behind the run in which enterWith was called');

// Await in all its forms
await storage.run('await', async () => {
  await 1;
  says('after await of a value');
  await Promise.resolve();
  says('after await of a settled promise');
  await sleep(1);
  says('after await of a pending promise');
  try {
    await sleep(1).then(() => assert.fail());
  } catch {
    says('in the catch of a rejected await');
  } finally {
    await sleep(1);
    says('after an await in finally');
  }
  const seen: string[] = [];
  const thenable = {
    // biome-ignore lint/suspicious/noThenProperty: how a thenable sees the context is the point
    then(resolve: (value: string) => void): void {
      seen.push(here());
      setTimeout(() => resolve(here()), 1);
    },
  };
  seen.push(await (thenable as unknown as Promise<string>));
  says('a thenable is called and resolved in', seen.join());
  const returned = async (): Promise<string> => thenable as unknown as Promise<string>;
  says('a thenable an async function returns', await returned());
  says('methods of a class: own, inherited, static, private', await new Child(here).all());
  const nested = async (depth: number): Promise<string> => {
    await null;
    return depth === 0 ? here() : storage.run(`${here()}${depth}`, () => nested(depth - 1));
  };
  says('runs nested in async functions', await nested(3));
  says('after them');
});

// Promises
await storage.run('promises', async () => {
  const each = (ms: number): Promise<string> => sleep(ms).then(here);
  says('all', await Promise.all([each(2), each(1)]));
  says('race', await Promise.race([each(1), each(30)]));
  says('any', await Promise.any([Promise.reject(new Error()), each(1)]));
  const settled = await Promise.allSettled([Promise.reject(new Error()), each(1)]);
  says(
    'allSettled',
    settled.map((one) => (one.status === 'fulfilled' ? one.value : one.status)),
  );
  const early = Promise.withResolvers<void>();
  const reaction = storage.run('where then was called', () => early.promise.then(here));
  storage.run('where it was resolved', () => early.resolve());
  says('a reaction runs in', await reaction);
  let atFinally = '';
  await sleep(1).finally(() => {
    atFinally = here();
  });
  says('finally', atFinally);
  says('a reaction to a rejection', await Promise.reject(new Error()).catch(here));
  const started = storage.run('maker', () => sleep(1).then(here));
  says('a promise made elsewhere keeps to its own', `${await started} here ${here()}`);
});

// Timers and queues
await storage.run('queued', async () => {
  const called = (queue: (callback: () => void) => void): Promise<string> =>
    new Promise((resolve) => queue(() => resolve(here())));
  says('setTimeout', await called((callback) => setTimeout(callback, 1)));
  says('setImmediate', await called(setImmediate));
  says('queueMicrotask', await called(queueMicrotask));
  says('nextTick', await called((callback) => process.nextTick(callback)));
  let rounds = 0;
  says(
    'setInterval',
    await called((callback) => {
      const interval = setInterval(() => {
        if (++rounds < 3) return;
        clearInterval(interval);
        callback();
      }, 1);
    }),
  );
  says('a timer within a timer', await called((callback) => setTimeout(() => setTimeout(callback, 1), 1)));
  await immediate();
  says('after a promised immediate');
  for await (const _round of every(1)) {
    says('in a loop over a promised interval');
    break;
  }
  const timer = storage.run('where it was set', () => setTimeout(() => says('a refreshed timer'), 2));
  timer.refresh();
  await sleep(20);
});

// Async generators
async function* numbers(): AsyncGenerator<string> {
  try {
    for (let n = 1; n <= 3; n++) {
      await sleep(1);
      yield `${n} ${here()}`;
    }
  } finally {
    await null;
    says('the finally of a generator runs in the context of its return');
  }
}
await storage.run('consumer', async () => {
  const first = numbers();
  const values: string[] = [(await first.next()).value as string];
  values.push((await storage.run('other', () => first.next())).value as string);
  says('each step of a generator runs in the context of its next', values.join());
  await storage.run('finisher', () => first.return(undefined));
  const all: string[] = [];
  async function* delegating(): AsyncGenerator<string> {
    yield* ['x', 'y'].map(async (name) => `${name} ${here()}`);
    yield `z ${here()}`;
  }
  for await (const value of delegating()) all.push(value);
  says('yield* over promises', all.join());
  for await (const value of [sleep(1).then(here), 'plain']) all.push(value);
  says('for await over a list', all.slice(3).join());
  for await (const _chunk of Readable.from(['a', 'b'])) await sleep(1);
  says('after for await over a stream');
  says('a generator begun here and read there', await read(begun()));
});
async function* begun(): AsyncGenerator<string> {
  yield here();
}
async function read(generator: AsyncGenerator<string>): Promise<string> {
  return (await storage.run('reader', () => generator.next())).value as string;
}

// Carried on purpose, and carried by events
storage.run('snapshot', () => {
  const snapshot = AsyncLocalStorage.snapshot();
  storage.run('later', () => says('snapshot', snapshot(here)));
});
const bound = storage.run('bound', () => AsyncLocalStorage.bind(here));
says('bind', bound());
const resource = storage.run('resource', () => new AsyncResource('Lab'));
says('AsyncResource', resource.runInAsyncScope(here));
says('AsyncResource.bind', resource.bind(here)());
const emitter = new EventEmitter();
const listened: string[] = [];
storage.run('listener', () => emitter.on('event', () => listened.push(here())));
storage.run('emitter', () => emitter.emit('event'));
says('a listener runs in the context of emit', listened.join());
await storage.run('waits for an event', async () => {
  storage.run('emits it', () => setTimeout(() => emitter.emit('later'), 1));
  await once(emitter, 'later');
  says('after once');
});

// Other work of the platform
await storage.run('platform', async () => {
  await crypto.subtle.digest('SHA-256', new Uint8Array(8));
  says('after crypto.subtle');
  const { evaluatedIn } = await import('./later.ts');
  says('after a dynamic import', `${here()}, ${typeof evaluatedIn}`);
  const through = new PassThrough();
  const read = new Promise<string>((resolve) => through.on('end', () => resolve(here())));
  through.resume().end('x');
  says('the end of a stream', await read);
});

// HTTP
const server = createServer(async (request, response) => {
  const before = here();
  await sleep(1);
  response.end(`${before} ${here()} ${String(request.headers['x-context'])}`);
});
await new Promise<void>((resolve) => server.listen(0, resolve));
const { port } = server.address() as AddressInfo;
await storage.run('client', async () => {
  const response = await fetch(`http://localhost:${port}/`, { headers: { 'x-context': here() } });
  says('after fetch');
  says('a server sees nothing but headers', await response.text());
  const seen = await new Promise<string>((resolve) => {
    http.get({ port, path: '/' }, (incoming) => {
      const inResponse = here();
      incoming.resume().on('end', () => resolve(`${inResponse} ${here()}`));
    });
  });
  says('response and end of http.get', seen);
  await new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections());
  says('after the server has closed');
});

// At scale
const other = new AsyncLocalStorage<number>();
const mixed = await storage.run('one', () =>
  other.run(2, async () => {
    await sleep(1);
    return `${here()} ${String(other.getStore())} ${storage.run('three', () => `${here()} ${String(other.getStore())}`)}`;
  }),
);
says('two storages side by side', mixed);
let wrong = 0;
async function task(name: string): Promise<void> {
  for (let step = 0; step < 10; step++) {
    await (step % 3 === 0 ? sleep(step % 2) : step % 3 === 1 ? immediate() : null);
    if (here() !== name) wrong++;
  }
}
await Promise.all(Array.from({ length: 200 }, (_, n) => storage.run(`task ${n}`, () => task(`task ${n}`))));
says('wrong among 200 interleaved tasks of 10 steps', wrong);
assert.equal(count, 58);
