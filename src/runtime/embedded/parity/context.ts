import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const storage = new AsyncLocalStorage<unknown>();
const show = (label: string): void => console.log(label, storage.getStore());

await storage.run('outer', async () => {
  await Promise.all(
    [1, 2].map(async (n) => {
      await sleep(n * 5);
      storage.enterWith(n);
      await null;
      show(`task ${n}`);
    }),
  );
  show('after all');
});
show('outside');

const snapshot = storage.run('snapshot', () => AsyncLocalStorage.snapshot());
snapshot(() => show('in snapshot'));
const resource = storage.run('resource', () => new AsyncResource('Lab'));
resource.runInAsyncScope(() => show('in resource'));
storage.run('inside', () => storage.exit(() => show('exited')));
storage.run('bound', () => AsyncLocalStorage.bind(() => show('in bound')))();

const emitter = new EventEmitter();
storage.run('registered', () => emitter.on('event', () => show('listener')));
storage.run('emitted', () => emitter.emit('event'));

storage.run('scheduled', () => {
  queueMicrotask(() => show('microtask'));
  process.nextTick(() => show('tick'));
  setImmediate(() => show('immediate'));
  const interval = setInterval(() => {
    show('interval');
    clearInterval(interval);
  }, 10);
});
await sleep(30);

const other = new AsyncLocalStorage({ defaultValue: 'usual', name: 'other' });
console.log(other.getStore(), other.name);
await storage.run('thenable', async () => {
  const thenable = {
    // biome-ignore lint/suspicious/noThenProperty: how a thenable sees the context is the point
    then(resolve: (value: number) => void) {
      show('then');
      resolve(1);
    },
  };
  await thenable;
  show('after thenable');
  await crypto.subtle.digest('SHA-256', new Uint8Array(4));
  show('after digest');
});

async function* numbers() {
  for (let n = 0; n < 2; n++) {
    await sleep(1);
    yield `${n} ${String(storage.getStore())}`;
  }
}
await storage.run('consumer', async () => {
  for await (const number of numbers()) console.log(number);
});
const results = await storage.run('combined', () =>
  Promise.allSettled([Promise.reject(new Error('no')), sleep(1).then(() => storage.getStore())]),
);
console.log(results.map((result) => (result.status === 'fulfilled' ? result.value : result.status)));
