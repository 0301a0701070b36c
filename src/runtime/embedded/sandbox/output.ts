/** Standard output and error: gathered into few messages, cut off at the run's limit. */
import type { OutputStream } from '../../lab-runtime.ts';
import { now, setNativeTimeout } from './natives.ts';
import { beforeEachMessage, toPage } from './page-port.ts';

/** Text waits this long for more, so that a hundred lines are one message. */
const GATHER_MS = 4;
const GATHER_CHARACTERS = 16_384;
/** A program that doesn't leave its thread is heard in between. */
const BUSY_FLUSH_MS = 50;

let remaining = 0;
let dropped = 0;
let reportedDropped = 0;
let gathered: { stream: OutputStream; text: string }[] = [];
let gatheredCharacters = 0;
let gatheringSince = 0;
let scheduled = false;

export function openOutput(limit: number): void {
  remaining = limit;
  beforeEachMessage(flushOutput);
}

export function writeOutput(stream: OutputStream, text: string): void {
  const passed = text.length <= remaining ? text : text.slice(0, remaining);
  remaining -= passed.length;
  dropped += text.length - passed.length;
  if (passed !== '') gather(stream, passed);
  if (!scheduled && (gathered.length > 0 || dropped !== reportedDropped)) {
    scheduled = true;
    setNativeTimeout(() => {
      scheduled = false;
      flushOutput();
    }, GATHER_MS);
  }
}

function gather(stream: OutputStream, text: string): void {
  if (gathered.length === 0) gatheringSince = now();
  const last = gathered.at(-1);
  if (last?.stream === stream) last.text += text;
  else gathered.push({ stream, text });
  gatheredCharacters += text.length;
  if (gatheredCharacters >= GATHER_CHARACTERS || now() - gatheringSince > BUSY_FLUSH_MS) flushOutput();
}

export function flushOutput(): void {
  if (gathered.length === 0 && dropped === reportedDropped) return;
  const parts = gathered;
  gathered = [];
  gatheredCharacters = 0;
  reportedDropped = dropped;
  toPage({ type: 'output', parts, dropped });
}
