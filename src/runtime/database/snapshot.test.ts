import { describe, expect, it } from 'vitest';
import { decodeSnapshot, encodeSnapshot } from './snapshot.ts';

/** A tar archive as far as the snapshot looks at it: a name and a size in octal, then the content. */
function tar(files: Readonly<Record<string, Uint8Array>>): Uint8Array<ArrayBuffer> {
  const blocks: Uint8Array[] = [];
  for (const [name, content] of Object.entries(files)) {
    const header = new Uint8Array(512);
    header.set(new TextEncoder().encode(name));
    header.set(new TextEncoder().encode(content.length.toString(8).padStart(11, '0')), 124);
    const padded = new Uint8Array(Math.ceil(content.length / 512) * 512);
    padded.set(content);
    blocks.push(header, padded);
  }
  blocks.push(new Uint8Array(1024));
  return Uint8Array.from(blocks.flatMap((block) => [...block]));
}

function random(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state >> 16;
  });
}

describe('a snapshot', () => {
  const bundle = new Uint8Array(random(700, 3));

  it('gives back what went in, byte for byte', () => {
    const same = random(5000, 1);
    const dataDir = tar({
      a: same,
      empty: new Uint8Array(),
      b: random(513, 2),
      c: same,
      d: same,
      e: random(1, 4),
    });
    const decoded = decodeSnapshot(encodeSnapshot({ dataDir, bundle }));
    expect(decoded.dataDir).toEqual(dataDir);
    expect(decoded.bundle).toEqual(bundle);
  });

  it('holds the content of equal files once', () => {
    const same = random(100_000, 1);
    const once = encodeSnapshot({ dataDir: tar({ a: same }), bundle }).length;
    const thrice = encodeSnapshot({ dataDir: tar({ a: same, b: same, c: same }), bundle }).length;
    expect(thrice - once).toBeLessThan(1_200);
  });

  it('takes an archive without files', () => {
    const dataDir = new Uint8Array(1024);
    expect(decodeSnapshot(encodeSnapshot({ dataDir, bundle }))).toEqual({ dataDir, bundle });
  });
});
