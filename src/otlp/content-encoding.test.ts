import * as fc from 'fast-check';
import { gzipSync, zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ContentEncodingError, decodeContent, gunzip, gzip } from './content-encoding.ts';
import { utf8 } from './testing/bytes.ts';

const MIB = 2 ** 20;

function failure(run: () => unknown): ContentEncodingError {
  try {
    run();
  } catch (error) {
    if (error instanceof ContentEncodingError) return error;
    throw error;
  }
  throw new Error('expected a ContentEncodingError');
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

describe('content encodings', () => {
  const body = utf8('{"resourceSpans":[]}'.repeat(1000));

  it('are undone by name', () => {
    expect(decodeContent(body, undefined, MIB)).toBe(body);
    expect(decodeContent(body, 'identity', MIB)).toBe(body);
    expect(decodeContent(gzip(body), ' GZip ', MIB)).toEqual(body);
    expect(decodeContent(zlibSync(body), 'deflate', MIB)).toEqual(body);
    expect(decodeContent(zlibSync(body), 'zlib', MIB)).toEqual(body);
  });

  it('are refused when unknown', () => {
    const error = failure(() => decodeContent(body, 'br', MIB));
    expect(error.code).toBe('unsupported');
    expect(error.message).toContain('"br"');
  });

  it('undo what gzip did to any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
        expect(gunzip(gzip(bytes), MIB)).toEqual(new Uint8Array(bytes));
        expect(decodeContent(zlibSync(bytes), 'zlib', MIB)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it('undo large bodies that take many steps', () => {
    const large = new Uint8Array(300_000).map((_, i) => Math.imul(i, 2654435761) >>> 24);
    expect(gunzip(gzip(large), MIB)).toEqual(large);
    expect(decodeContent(zlibSync(large), 'zlib', MIB)).toEqual(large);
  });

  it('join the members of a gzip body, however long', () => {
    const noise = new Uint8Array(50_000).map((_, i) => Math.imul(i, 2654435761) >>> 24);
    const members = concat(gzip(utf8('first')), gzip(noise), gzip(utf8('last')));
    expect(gunzip(members, MIB)).toEqual(concat(utf8('first'), noise, utf8('last')));
  });

  it('gives the same bytes for the same input', () => {
    expect(gzip(body)).toEqual(gzip(body));
  });
});

describe('a limit on the size', () => {
  it('holds for bodies as they are', () => {
    expect(decodeContent(new Uint8Array(10), undefined, 10)).toHaveLength(10);
    expect(failure(() => decodeContent(new Uint8Array(11), undefined, 10)).code).toBe('too-large');
  });

  it('holds to the byte', () => {
    const bytes = new Uint8Array(1000);
    expect(gunzip(gzip(bytes), 1000)).toHaveLength(1000);
    const error = failure(() => gunzip(gzip(bytes), 999));
    expect(error.code).toBe('too-large');
    expect(error.message).toContain('999');
  });

  it('stops a bomb early', () => {
    // 100 MiB in 100 kB; more than the limit and one step is never inflated.
    const block = gzipSync(new Uint8Array(25 * MIB), { level: 9 });
    const bomb = concat(block, block, block, block);
    expect(bomb.length).toBeLessThan(MIB / 4);
    expect(failure(() => gunzip(bomb, 20 * MIB)).code).toBe('too-large');
    expect(failure(() => decodeContent(zlibSync(new Uint8Array(25 * MIB)), 'zlib', MIB)).code).toBe(
      'too-large',
    );
  });
});

describe('damaged bodies', () => {
  const body = utf8('some text that is long enough to be compressed, compressed, compressed');

  it.each([
    ['no bytes', new Uint8Array()],
    ['text', body],
    ['a header alone', gzip(body).slice(0, 10)],
    ['data behind the end', concat(gzip(body), utf8('x'))],
    ['a long tail behind the end', concat(gzip(body), utf8('x'.repeat(40)))],
    ['zeros behind the end', concat(gzip(body), new Uint8Array(8))],
    ['zlib', zlibSync(body)],
  ])('are refused: %s', (_, bytes) => {
    expect(failure(() => gunzip(bytes, MIB)).code).toBe('corrupt');
  });

  it('are refused wherever they are cut off', () => {
    const packed = gzip(body);
    for (let length = 0; length < packed.length; length++) {
      expect(failure(() => gunzip(packed.slice(0, length), MIB)).code).toBe('corrupt');
    }
    const zlib = zlibSync(body);
    for (let length = 0; length < zlib.length; length++) {
      expect(failure(() => decodeContent(zlib.slice(0, length), 'zlib', MIB)).code).toBe('corrupt');
    }
  });

  it('are refused or harmless when a byte is changed, never decoded to something else', () => {
    const packed = gzip(body);
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        let unpacked: Uint8Array;
        try {
          unpacked = gunzip(packed.with(at, (packed[at] as number) ^ change), MIB);
        } catch (error) {
          expect(error).toBeInstanceOf(ContentEncodingError);
          return;
        }
        expect(unpacked).toEqual(body);
      }),
    );
  });
});
