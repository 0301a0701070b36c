/** Standard output and error: gathered into few messages, cut off at the run's limit. */
import type { OutputStream } from '../../lab-runtime.ts';
import { now, setNativeTimeout } from './natives.ts';
import { beforeEachMessage, toPage } from './page-port.ts';

/**
 * A write is a message of its own, so that what a program says before it blocks its thread is seen; a program that says
 * much, beyond this burst and rate, has its text gathered.
 */
const BURST = 64;
const MESSAGES_PER_MS = 0.5;
const GATHER_MS = 4;
/** A flood's mere count needs no hurry. */
const COUNT_MS = 100;
const GATHER_CHARACTERS = 16_384;

let remaining = 0;
let dropped = 0;
let reportedDropped = 0;
let gathered: { stream: OutputStream; text: string }[] = [];
let gatheredCharacters = 0;
let allowance = BURST;
let allowanceAt = 0;
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
    setNativeTimeout(
      () => {
        scheduled = false;
        flushOutput();
      },
      gathered.length > 0 ? GATHER_MS : COUNT_MS,
    );
  }
}

function gather(stream: OutputStream, text: string): void {
  const last = gathered[gathered.length - 1];
  if (last?.stream === stream) last.text += text;
  else gathered.push({ stream, text });
  gatheredCharacters += text.length;
  if (mayFlush() || gatheredCharacters >= GATHER_CHARACTERS) flushOutput();
}

function mayFlush(): boolean {
  const time = now();
  allowance = Math.min(BURST, allowance + (time - allowanceAt) * MESSAGES_PER_MS);
  allowanceAt = time;
  if (allowance < 1) return false;
  allowance--;
  return true;
}

export function flushOutput(): void {
  if (gathered.length === 0 && dropped === reportedDropped) return;
  const parts = gathered;
  gathered = [];
  gatheredCharacters = 0;
  reportedDropped = dropped;
  toPage({ type: 'output', parts, dropped });
}
