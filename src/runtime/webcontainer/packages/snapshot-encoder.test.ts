import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTree } from '../testing/peer/read-tree.ts';
import { encodeSnapshot } from './snapshot-encoder.ts';

const text = new TextEncoder();

it('is MessagePack, byte for byte', () => {
  const bytes = encodeSnapshot(new Map([['a/b.js', text.encode('hi')]]));
  expect(Buffer.from(bytes).toString('hex')).toBe(
    // { d: { a: { d: { "b.js": { f: { c: bytes } } } } } }
    ['81a164', '81a161', '81a164', '81a4622e6a73', '81a166', '81a163', 'c4026869'].join(''),
  );
});

it('is the same whatever the order of the files', () => {
  const files: [string, Uint8Array][] = ['z', 'a/z', 'a/b/c', 'b'].map((path) => [path, text.encode(path)]);
  expect(encodeSnapshot(new Map(files))).toEqual(encodeSnapshot(new Map(files.toReversed())));
});

it('holds any tree of any size', () => {
  const name = fc.stringMatching(/^[^/]{1,40}$/).filter((part) => part !== '__proto__');
  const size = fc.oneof(fc.nat(40), fc.constantFrom(255, 256, 65_535, 65_536));
  fc.assert(
    fc.property(fc.dictionary(name, fc.tuple(name, size), { maxKeys: 40 }), (folders) => {
      const files = Object.entries(folders).map(
        ([folder, [file, length]]) => [`${folder}/${file}`, new Uint8Array(length).fill(7)] as const,
      );
      const read = readTree(encodeSnapshot(new Map(files)));
      expect(new Map(read.map(({ path, content }) => [path, content.length]))).toEqual(
        new Map(files.map(([path, content]) => [path, content.length])),
      );
    }),
    { numRuns: 40 },
  );
});

it('refuses a path through a file', () => {
  const files = new Map([
    ['a', text.encode('')],
    ['a/b', text.encode('')],
  ]);
  expect(() => encodeSnapshot(files)).toThrow('a is a file');
});
