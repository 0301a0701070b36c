import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';
import { FrameReader, FrameWriter } from './frames.ts';

const NONCE = 'abc123';

interface Seen {
  readonly messages: [unknown, number[]][];
  other: string;
  readonly broken: string[];
}

function reader(nonce = NONCE): { readonly seen: Seen; readonly frames: FrameReader } {
  const seen: Seen = { messages: [], other: '', broken: [] };
  const frames = new FrameReader(nonce, {
    message: (head, body) => void seen.messages.push([head, [...body]]),
    other: (text) => {
      seen.other += text;
    },
    broken: (reason) => void seen.broken.push(reason),
  });
  return { seen, frames };
}

function written(...messages: readonly (readonly [object, Uint8Array])[]): string {
  let text = '';
  const writer = new FrameWriter({ nonce: NONCE, partBytes: 16 }, (lines) => {
    text += lines;
  });
  for (const [head, body] of messages) writer.send(head, body);
  return text;
}

const message = fc.tuple(fc.record({ type: fc.string() }), fc.uint8Array({ maxLength: 100 }));
/** Lines that a program may write; without our marker. */
const otherLine = fc.string().map((text) => `${text.replace(/[\n\r]/g, '')}\n`);

describe('frames', () => {
  it('arrive whole wherever the text is cut, and so does what stands between them', () => {
    fc.assert(
      fc.property(
        fc.array(message),
        otherLine,
        fc.array(fc.integer({ min: 1, max: 40 })),
        (messages, other, cuts) => {
          const { seen, frames } = reader();
          const text = other + written(...messages) + other;
          let at = 0;
          for (const length of cuts) {
            frames.push(text.slice(at, at + length));
            at += length;
          }
          frames.push(text.slice(at));
          frames.end();
          expect(seen.messages).toEqual(messages.map(([head, body]) => [head, [...body]]));
          expect(seen.other).toBe(other + other);
          expect(seen.broken).toEqual([]);
        },
      ),
    );
  });

  it('are found behind text without a line break, and with the line breaks of a terminal', () => {
    const { seen, frames } = reader();
    frames.push(`no line break${written([{ n: 1 }, Uint8Array.of(7)]).replaceAll('\n', '\r\n')}`);
    expect(seen).toEqual({ messages: [[{ n: 1 }, [7]]], other: 'no line break', broken: [] });
  });

  it('are not waited for where none can begin', () => {
    const { seen, frames } = reader();
    frames.push('a prompt> ');
    expect(seen.other).toBe('a prompt> ');
    frames.push('~abc');
    expect(seen.other).toBe('a prompt> ');
    frames.push('d');
    expect(seen.other).toBe('a prompt> ~abcd');
  });

  it('of somebody who does not know the nonce are text', () => {
    const { seen, frames } = reader('secret');
    frames.push(written([{ type: 'request' }, new Uint8Array()]));
    expect(seen.messages).toEqual([]);
    expect(seen.broken).toEqual([]);
    expect(seen.other).toContain('~abc123:0');
  });

  const lines = written([{ n: 1 }, Uint8Array.of(1)], [{ n: 2 }, Uint8Array.of(2)]).split(/(?<=\n)/);
  it.each([
    ['one is lost', [lines[1]]],
    ['one comes twice', [lines[0], lines[0]]],
    ['one is damaged', [lines[0]?.replace(/:([A-Za-z0-9+/=]{4})/, ':BBBB')]],
    ['one is cut', [`${lines[0]?.slice(0, 20)}\n`]],
    ['a character is lost in decoding', [lines[0]?.replace(/.(?=.{8}\n)/, '\ufffd')]],
  ])('are not relied on any more when %s', (_name, text) => {
    const { seen, frames } = reader();
    frames.push(text.join(''));
    expect(seen.broken).not.toEqual([]);
  });
});

it('the checksum is that of zip', () => {
  expect(crc32('123456789')).toBe('cbf43926');
});
