import { EventEmitter, on, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const emitter = new EventEmitter();
emitter.once('a', (...values) => console.log('once', values));
emitter.on('a', function (this: EventEmitter, value) {
  console.log('on', value, this === emitter);
});
emitter.prependListener('a', () => console.log('first'));
console.log(emitter.emit('a', 1), emitter.emit('a', 2), emitter.emit('nobody'), emitter.listenerCount('a'));
console.log(emitter.eventNames());

for (const problem of [new Error('unheard'), { odd: 1 }]) {
  try {
    emitter.emit('error', problem);
  } catch (error) {
    console.log((error as Error).message, (error as { code?: string }).code);
  }
}

setTimeout(() => emitter.emit('later', 42), 1);
console.log(await once(emitter, 'later'));

const giveUp = new AbortController();
setTimeout(() => {
  emitter.emit('tick', 1);
  emitter.emit('tick', 2);
  setTimeout(() => giveUp.abort(), 5);
}, 1);
try {
  for await (const [value] of on(emitter, 'tick', { signal: giveUp.signal })) console.log('tick', value);
} catch (error) {
  console.log((error as Error).name);
}

const curious = new EventEmitter();
curious.on('newListener', (name) => console.log('new', name));
const listener = () => {};
curious.on('x', listener).on('y', listener).off('x', listener);
console.log(curious.eventNames(), curious.listeners('y')[0] === listener);
await sleep(1);
