/** Modules that compute: what they give must be what Node's give. */
import * as nodeCrypto from 'node:crypto';
import * as nodePath from 'node:path';
import * as nodeUrl from 'node:url';
import * as nodeUtil from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Buffer as OurBuffer } from './buffer.ts';
import { crypto } from './crypto.ts';
import { isDeepEqual } from './deep-equal.ts';
import { path } from './path.ts';
import { url } from './url.ts';

const bytes = fc.uint8Array({ maxLength: 200 });
const pathText = fc
  .array(fc.constantFrom('a', 'b.ts', '..', '.', '', '/', 'x.tar.gz', '.env'), { maxLength: 6 })
  .map((parts) => parts.join('/'));

describe('buffer', () => {
  it.each(['utf8', 'hex', 'base64', 'base64url', 'latin1', 'utf16le'] as const)(
    'decodes and encodes %s',
    (encoding) => {
      fc.assert(
        fc.property(bytes, (given) => {
          const text = Buffer.from(given).toString(encoding);
          expect(OurBuffer.from(given).toString(encoding)).toBe(text);
          expect([...Buffer.from(text, encoding)]).toEqual(
            Array.from(OurBuffer.from(text, encoding) as ArrayLike<number>),
          );
        }),
      );
    },
  );

  it('reads and writes numbers', () => {
    const ours = OurBuffer.alloc(8) as unknown as Buffer;
    expect([ours.writeUInt16BE(0xabcd, 1), ours.readUInt16BE(1), ours.readUInt16LE(1)]).toEqual([
      3, 0xabcd, 0xcdab,
    ]);
    ours.writeBigInt64LE(-5n);
    expect([ours.readBigInt64LE(), ours.toString('hex')]).toEqual([-5n, 'fbffffffffffffff']);
    expect(() => ours.readUInt32LE(5)).toThrow(expect.objectContaining({ code: 'ERR_OUT_OF_RANGE' }));
  });

  it('shares memory between slices', () => {
    const whole = OurBuffer.from('abcdef');
    whole.slice(1, 3)[0] = 0x58;
    expect([whole.toString(), whole.indexOf('cd'), whole.includes('xy')]).toEqual(['aXcdef', 2, false]);
  });
});

describe('crypto', () => {
  it.each(['sha1', 'sha256'])('hashes by %s', (algorithm) => {
    fc.assert(
      fc.property(bytes, bytes, (data, key) => {
        expect(crypto.createHash(algorithm).update(data).digest('hex')).toBe(
          nodeCrypto.createHash(algorithm).update(data).digest('hex'),
        );
        expect(crypto.createHmac(algorithm, key).update(data).digest('base64')).toBe(
          nodeCrypto.createHmac(algorithm, key).update(data).digest('base64'),
        );
      }),
    );
  });

  it('makes UUIDs of version 4', () => {
    expect(crypto.randomUUID()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('draws integers within their bounds', () => {
    const drawn = Array.from({ length: 200 }, () => crypto.randomInt(3, 6));
    expect([...new Set(drawn)].sort()).toEqual([3, 4, 5]);
  });
});

describe('path', () => {
  it('takes paths apart and puts them together as Node does', () => {
    fc.assert(
      fc.property(pathText, pathText, (a, b) => {
        expect(path.normalize(a)).toBe(nodePath.posix.normalize(a));
        expect(path.join(a, b)).toBe(nodePath.posix.join(a, b));
        expect(path.resolve('/lab', a, b)).toBe(nodePath.posix.resolve('/lab', a, b));
        expect(path.basename(a)).toBe(nodePath.posix.basename(a));
        expect(path.extname(a)).toBe(nodePath.posix.extname(a));
        expect(path.relative(`/x/${a}`, `/x/${b}`)).toBe(nodePath.posix.relative(`/x/${a}`, `/x/${b}`));
      }),
    );
  });
});

describe('url', () => {
  it.each(['http://user:pw@host:8080/p/a?x=1&y#h', '/only/path?q=2', 'http://host', '?x=1'])(
    'parses %s',
    (text) => {
      expect(url.parse(text)).toMatchObject({ ...nodeUrl.parse(text), href: text });
    },
  );

  it('turns paths into file URLs and back', () => {
    const name = '/lab/a b/ü#?.ts';
    expect(url.pathToFileURL(name).href).toBe(nodeUrl.pathToFileURL(name).href);
    expect(url.fileURLToPath(url.pathToFileURL(name))).toBe(name);
  });
});

describe('deep equality', () => {
  it('agrees with Node on plain data', () => {
    const data = fc.oneof(fc.anything({ withMap: true, withSet: true, withDate: true, maxDepth: 2 }));
    fc.assert(fc.property(data, data, (a, b) => isDeepEqual(a, b) === nodeUtil.isDeepStrictEqual(a, b)));
    fc.assert(
      fc.property(
        data,
        (a) => isDeepEqual(a, structuredClone(a)) === nodeUtil.isDeepStrictEqual(a, structuredClone(a)),
      ),
    );
  });
});
