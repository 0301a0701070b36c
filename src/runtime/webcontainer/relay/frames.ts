/**
 * Messages over a stream of text that may be cut anywhere, be mixed with other lines, decode badly beyond ASCII, and that
 * a program may try to write into: what the output and input of a WebContainer's processes are.
 *
 * A message is a JSON head and a body of bytes. It goes in lines `~<nonce>:<sequence>:<+ or .>:<base64>:<crc32>`; `.` ends the
 * message. The base64 holds the length of the head (four bytes, big endian), the head, the body.
 */
import { fromBase64, toBase64 } from './base64.ts';
import { crc32 } from './crc32.ts';

/** A line that is longer than any of ours is none of ours. */
const LONGEST_LINE = 64 * 1024;
const FRAME = /^~([^:]+):(\d+):([+.]):([A-Za-z0-9+/=]*):([0-9a-f]{8})\r?$/;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export interface FrameOptions {
  /** Only who knows it can write frames: letters and digits, a different one for each direction and stream. */
  readonly nonce: string;
  /** Bytes in a line, before base64. */
  readonly partBytes: number;
}

export class FrameWriter {
  readonly #options: FrameOptions;
  readonly #write: (text: string) => void;
  #sequence = 0;

  constructor(options: FrameOptions, write: (text: string) => void) {
    this.#options = options;
    this.#write = write;
  }

  /** Returns the sequence number of the message's last line. */
  send(head: object, body: Uint8Array = new Uint8Array()): number {
    const { nonce, partBytes } = this.#options;
    const headBytes = encoder.encode(JSON.stringify(head));
    const message = new Uint8Array(4 + headBytes.length + body.length);
    new DataView(message.buffer).setUint32(0, headBytes.length);
    message.set(headBytes, 4);
    message.set(body, 4 + headBytes.length);
    let lines = '';
    for (let at = 0; at < message.length; at += partBytes) {
      const last = at + partBytes >= message.length;
      const checked = `${nonce}:${this.#sequence++}:${last ? '.' : '+'}:${toBase64(message.subarray(at, at + partBytes))}`;
      lines += `~${checked}:${crc32(checked)}\n`;
    }
    this.#write(lines);
    return this.#sequence - 1;
  }
}

export interface FrameEvents {
  message(head: unknown, body: Uint8Array, sequence: number): void;
  /** Text between the frames, as it came; a line break that frames begin or end with is theirs. */
  other?(text: string): void;
  /** Frames were lost or damaged: what comes after can't be relied on, and is not passed on. */
  broken(reason: string): void;
}

export class FrameReader {
  readonly #nonce: string;
  readonly #events: FrameEvents;
  #rest = '';
  #expected = 0;
  #parts: Uint8Array[] = [];
  #isBroken = false;

  constructor(nonce: string, events: FrameEvents) {
    this.#nonce = nonce;
    this.#events = events;
  }

  push(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
    // What can't become a frame any more need not wait for the end of its line.
    const start = this.#possibleStart();
    if (start > 0) {
      this.#pass(this.#rest.slice(0, start));
      this.#rest = this.#rest.slice(start);
    }
    if (this.#rest.length > LONGEST_LINE) this.end();
  }

  /** No more text will come. */
  end(): void {
    this.#pass(this.#rest);
    this.#rest = '';
  }

  /** Where in the unfinished line a frame has begun, or may have. */
  #possibleStart(): number {
    const marker = `~${this.#nonce}:`;
    const start = this.#rest.lastIndexOf(marker);
    if (start >= 0) return start;
    const tilde = this.#rest.lastIndexOf('~');
    return tilde >= 0 && marker.startsWith(this.#rest.slice(tilde)) ? tilde : this.#rest.length;
  }

  #line(line: string): void {
    // Something may have been written without a line break before the frame.
    const start = line.lastIndexOf(`~${this.#nonce}:`);
    if (start < 0) this.#pass(`${line}\n`);
    else {
      this.#pass(line.slice(0, start));
      this.#frame(line.slice(start));
    }
  }

  #pass(text: string): void {
    if (text !== '') this.#events.other?.(text);
  }

  #frame(line: string): void {
    const [, nonce, sequence, end, payload = '', crc] = FRAME.exec(line) ?? [];
    const problem =
      nonce === undefined
        ? 'a damaged frame'
        : crc32(`${nonce}:${sequence}:${end}:${payload}`) !== crc
          ? `a frame ${sequence} with a wrong checksum`
          : Number(sequence) !== this.#expected
            ? `a frame ${sequence} where ${this.#expected} was due`
            : undefined;
    if (this.#isBroken) return;
    if (problem !== undefined) {
      this.#isBroken = true;
      this.#events.broken(problem);
      return;
    }
    this.#expected++;
    this.#parts.push(fromBase64(payload));
    if (end === '.') this.#deliver(this.#expected - 1);
  }

  #deliver(sequence: number): void {
    const message = joined(this.#parts);
    this.#parts = [];
    const bodyAt = 4 + new DataView(message.buffer).getUint32(0);
    const head: unknown = JSON.parse(decoder.decode(message.subarray(4, bodyAt)));
    this.#events.message(head, message.slice(bodyAt), sequence);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
