/** The program's output: text in frames, so that it arrives whole and as what it is, and no more of it than is shown. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { StringDecoder } from 'node:string_decoder';
import type { OutputStream } from '../../../lab-runtime.ts';
import { FrameWriter } from '../../relay/frames.ts';
import type { FromProgram } from '../../relay/program-messages.ts';
import { type AnyFunction, replace } from './replace.ts';

const PART_BYTES = 16 * 1024;
/** How many characters may go uncounted before the page is told of them. */
const DROPPED_STEP = 1_000_000;

const encoder = new TextEncoder();

let tell: (message: FromProgram, body?: Uint8Array) => void = () => {};
let left = 0;
let dropped = 0;
let toldDropped = 0;

/** The way to the page: synchronous, so that nothing is lost when the process ends. */
export function tellPage(message: FromProgram, body?: Uint8Array): void {
  tell(message, body);
}

export function openOutput(nonce: string, limit: number): void {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  const frames = new FrameWriter({ nonce, partBytes: PART_BYTES }, (text) => write(text));
  tell = (message, body) => void frames.send(message, body);
  left = limit;
  const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  const pass = (stream: OutputStream, chunk: unknown, encoding: unknown): void => {
    writeOutput(stream, textOf(chunk, encoding, decoders[stream]));
  };
  for (const [name, stream] of Object.entries({ stdout, stderr }) as [OutputStream, typeof stdout][]) {
    replace(stream, 'write', () => (chunk, second, third) => {
      const callback = [second, third].find((argument) => typeof argument === 'function');
      pass(name, chunk, second);
      if (callback !== undefined) process.nextTick(callback as () => void);
      return true;
    });
    // A container's processes may have a terminal; programs of labs print without colours, everywhere.
    Object.defineProperty(stream, 'isTTY', { value: false, configurable: true });
  }
  replace(
    fs,
    'writeSync',
    (original) =>
      function (this: unknown, fd, data, ...rest) {
        if (fd !== 1 && fd !== 2) return Reflect.apply(original, this, [fd, data, ...rest]);
        pass(fd === 1 ? 'stdout' : 'stderr', data, 'utf8');
        return typeof data === 'string' ? Buffer.byteLength(data) : (data as Uint8Array).byteLength;
      } as AnyFunction,
  );
  syncBuiltinESMExports();
}

function textOf(chunk: unknown, encoding: unknown, decoder: StringDecoder): string {
  if (typeof chunk === 'string') {
    const usual = typeof encoding !== 'string' || /^utf-?8$/i.test(encoding);
    return usual ? chunk : decoder.write(Buffer.from(chunk, encoding as BufferEncoding));
  }
  if (ArrayBuffer.isView(chunk)) {
    return decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }
  throw Object.assign(
    new TypeError(
      'The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView.',
    ),
    { code: 'ERR_INVALID_ARG_TYPE' },
  );
}

export function writeOutput(stream: OutputStream, text: string): void {
  const shown = text.slice(0, left);
  left -= shown.length;
  dropped += text.length - shown.length;
  if (shown !== '') tell({ type: 'output', stream }, encoder.encode(shown));
  if (dropped - toldDropped >= DROPPED_STEP) tellDropped();
}

export function tellDropped(): void {
  if (dropped === toldDropped) return;
  toldDropped = dropped;
  tell({ type: 'dropped', characters: dropped });
}
