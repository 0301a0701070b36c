import { decodeRequest, type SignalData } from '../../../otlp/export-request.ts';
import { OtlpDecodeError } from '../../../otlp/otlp-decode-error.ts';
import { parseDuration } from '../../config/duration.ts';
import type { CarriedSignal } from '../../pipeline/consumer.ts';

/** One line of a file of OTLP/JSON lines: what arrives together. */
export interface Arrival<S extends CarriedSignal = CarriedSignal> {
  readonly signal: S;
  readonly data: SignalData[S];
  /** When it arrives, ns after the replay's start. */
  readonly at: bigint;
  /** "spans.jsonl:3". */
  readonly place: string;
}

/** A line that can't be replayed; the message names file, line and remedy. */
export class LineError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LineError';
  }
}

/** The key that holds a signal's data in OTLP/JSON. */
const DATA_KEYS: { readonly [S in CarriedSignal]: string } = {
  traces: 'resourceSpans',
  metrics: 'resourceMetrics',
  logs: 'resourceLogs',
  profiles: 'resourceProfiles',
};

const NEWLINE = 0x0a;
const BLANK = /^[\s\uFEFF]*$/;

/**
 * Reads a file of OTLP/JSON lines, one `Export<Signal>ServiceRequest` (or `<Signal>Data`) on each. A line may say in
 * `"at": "1.5s"` when it arrives; one that doesn't arrives with the line before it, the first at the start. Blank lines
 * are passed over. Throws LineError.
 */
export function readLines<S extends CarriedSignal>(signal: S, file: string, bytes: Uint8Array): Arrival<S>[] {
  const arrivals: Arrival<S>[] = [];
  let at = 0n;
  let number = 0;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found < 0 ? bytes.length : found;
    const line = withoutMark(bytes.subarray(start, end));
    start = end + 1;
    number += 1;
    const place = `${file}:${number}`;
    if (line.length < 64 && BLANK.test(new TextDecoder().decode(line))) continue;
    const data = decode(signal, line, place);
    at = arrivalOf(line, place) ?? at;
    arrivals.push({ signal, data, at, place });
  }
  return arrivals;
}

function decode<S extends CarriedSignal>(signal: S, line: Uint8Array, place: string): SignalData[S] {
  let data: SignalData[S];
  try {
    data = decodeRequest(signal, line, 'json');
  } catch (error) {
    if (!(error instanceof OtlpDecodeError)) throw error;
    const remedy = `each line has to be one OTLP/JSON request of ${signal}, {"${DATA_KEYS[signal]}": […]}, without line breaks in it`;
    throw new LineError(`${place}: ${error.message}: ${remedy}`);
  }
  const key = DATA_KEYS[signal];
  const empty = (data as unknown as Readonly<Record<string, readonly unknown[]>>)[key]?.length === 0;
  if (empty) checkKeys(signal, line, place);
  return data;
}

/** Unknown keys are skipped when OTLP is read, so that a file of another signal would pass as no data at all. */
function checkKeys(signal: CarriedSignal, line: Uint8Array, place: string): void {
  const keys = Object.keys(JSON.parse(new TextDecoder().decode(line)) as object);
  const wanted = DATA_KEYS[signal];
  if (keys.includes(wanted) || keys.includes(snakeCase(wanted))) return;
  const other = (Object.keys(DATA_KEYS) as CarriedSignal[]).find((each) => keys.includes(DATA_KEYS[each]));
  throw new LineError(
    other === undefined
      ? `${place}: there is no "${wanted}": each line has to be one OTLP/JSON request of ${signal}`
      : `${place}: these are ${other}, not ${signal}: give the file with --${other}`,
  );
}

/** The value of the line's own key "at". */
function arrivalOf(line: Uint8Array, place: string): bigint | undefined {
  // Nearly no line has it, and reading a line once more as plain JSON costs as much as decoding it.
  const text = new TextDecoder().decode(line);
  if (!/"at"\s*:/.test(text)) return undefined;
  const { at } = JSON.parse(text) as { readonly at?: unknown };
  if (at === undefined) return undefined;
  const remedy = 'it is how long after the start the line arrives, a duration like "1.5s" or "200ms"';
  try {
    if (typeof at !== 'string') throw new Error('it is no text');
    const offset = parseDuration(at);
    if (offset < 0n) throw new Error('it is negative');
    return offset;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LineError(`${place}: "at" is ${JSON.stringify(at)}: ${why}; ${remedy}`);
  }
}

/** Editors put a byte-order mark at the start of a file. */
function withoutMark(line: Uint8Array): Uint8Array {
  return line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? line.subarray(3) : line;
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
