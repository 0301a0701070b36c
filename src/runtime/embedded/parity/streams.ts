import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { finished, PassThrough, pipeline, Readable, Transform, Writable } from 'node:stream';
import { pipeline as connect } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const read: unknown[] = [];
for await (const chunk of Readable.from(['a', 'b', 'c'])) read.push(chunk);
console.log(read);

const upper = new Transform({
  transform: (chunk, _encoding, done) => done(null, String(chunk).toUpperCase()),
  flush(done) {
    this.push('!');
    done();
  },
});
const written: string[] = [];
const sink = new Writable({
  write(chunk, _encoding, done) {
    written.push(String(chunk));
    setTimeout(done, 1);
  },
  final(done) {
    written.push('final');
    done();
  },
});
await connect(Readable.from(['x', 'y']), upper, sink);
console.log(written);

const through = new PassThrough();
for (const event of ['end', 'finish', 'close']) through.on(event, () => console.log('through', event));
through.write('hello ');
through.end('world');
through.setEncoding('utf8');
let text = '';
through.on('data', (chunk) => {
  text += chunk;
});
await once(through, 'close');
console.log(text);

const failing = new Readable({
  read() {
    this.destroy(new Error('read failed'));
  },
});
try {
  for await (const chunk of failing) console.log(chunk);
} catch (error) {
  console.log('caught', (error as Error).message);
}
await new Promise<void>((resolve) => {
  const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error('sink broke')) });
  pipeline(Readable.from(['1']), broken, (error) => {
    console.log('pipeline', error?.message);
    resolve();
  });
});

const narrow = new Writable({ highWaterMark: 3, write: (_chunk, _encoding, done) => setTimeout(done, 1) });
console.log(narrow.write('abcd'), narrow.writableNeedDrain);
await once(narrow, 'drain');
narrow.end();
await once(narrow, 'finish');
narrow.on('error', (error) => console.log((error as { code?: string }).code));
narrow.write('late');
await sleep(2);

const paused = new Readable({ read() {} });
for (const chunk of ['abc', 'def', null]) paused.push(chunk);
await once(paused, 'readable');
console.log(String(paused.read(2)), String(paused.read()), String(paused.read()));

const bytewise = new Readable({ read() {} });
bytewise.setEncoding('utf8');
for (const byte of Buffer.from('héllo ✓')) bytewise.push(Buffer.from([byte]));
bytewise.push(null);
let whole = '';
for await (const chunk of bytewise) whole += chunk;
console.log(whole);

finished(Readable.from([]).resume(), (error) => console.log('finished', error));
await sleep(5);
