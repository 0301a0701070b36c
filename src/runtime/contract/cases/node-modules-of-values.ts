/** Built-in modules that compute: bytes, hashes, texts, URLs, paths. */
import type { ContractCase } from '../contract-case.ts';

export const nodeModulesOfValues: readonly ContractCase[] = [
  {
    name: 'has buffer',
    main: `import { Buffer, constants } from 'node:buffer';

const buffer = Buffer.from('héllo ✓');
console.log(buffer, buffer.length, buffer.toString('base64'), buffer.toString('hex'), buffer.toString('base64url'));
console.log(Buffer.from('aGk=', 'base64').toString(), Buffer.from('6869', 'hex').toString('latin1'), Buffer.byteLength('✓'));
console.log(Buffer.concat([Buffer.from([1]), Buffer.alloc(2, 'x')]), Buffer.alloc(3), Buffer.isBuffer(buffer));
const numbers = Buffer.alloc(24);
numbers.writeUInt32BE(0xdeadbeef, 0);
numbers.writeInt16LE(-2, 4);
numbers.writeDoubleBE(1.5, 8);
numbers.writeBigUInt64LE(2n ** 63n, 16);
console.log(numbers.readUInt32BE(0).toString(16), numbers.readInt16LE(4), numbers.readDoubleBE(8), numbers.readBigUInt64LE(16));
console.log(buffer.subarray(0, 3), buffer.equals(Buffer.from('héllo ✓')), buffer.indexOf('l'), buffer.includes('✓'), Buffer.compare(Buffer.from('a'), Buffer.from('b')));
console.log(JSON.stringify(Buffer.from('a')), [...buffer.subarray(0, 2).entries()], constants.MAX_LENGTH > 0, buffer instanceof Uint8Array);
try { numbers.readUInt8(99); } catch (error) { console.log((error as { code?: string }).code, (error as Error).message); }
console.log(Buffer.from([1, 2, 3]).reverse(), Buffer.from('abc').fill('z', 1), Buffer.from('ab').swap16(), atob(btoa('x')));`,
    expected: {
      stdout: [
        '<Buffer 68 c3 a9 6c 6c 6f 20 e2 9c 93> 10 aMOpbGxvIOKckw== 68c3a96c6c6f20e29c93 aMOpbGxvIOKckw',
        'hi hi 3',
        '<Buffer 01 78 78> <Buffer 00 00 00> true',
        'deadbeef -2 1.5 9223372036854775808n',
        '<Buffer 68 c3 a9> true 3 true -1',
        '{"type":"Buffer","data":[97]} [ [ 0, 104 ], [ 1, 195 ] ] true true',
        'ERR_OUT_OF_RANGE The value of "offset" is out of range. It must be >= 0 and <= 23. Received 99',
        '<Buffer 03 02 01> <Buffer 61 7a 7a> <Buffer 62 61> x',
      ],
    },
  },
  {
    name: 'has the common part of crypto',
    main: `import { createHash, createHmac, getRandomValues, hash, randomBytes, randomInt, randomUUID, subtle, timingSafeEqual, webcrypto } from 'node:crypto';

for (const name of ['sha1', 'sha256', 'sha512', 'md5']) console.log(name, createHash(name).update('a').update(Buffer.from('✓')).digest('hex'));
console.log(createHmac('sha256', 'key').update('text').digest('base64'), hash('sha256', 'a'));
console.log(randomBytes(8).length, randomUUID().length, getRandomValues(new Uint8Array(4)).length, randomInt(5) < 5, randomInt(3, 4));
console.log(timingSafeEqual(Buffer.from('a'), Buffer.from('a')), webcrypto.subtle === subtle);
console.log(Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from('a'))).toString('hex').slice(0, 8));
try { createHash('nonsense'); } catch (error) { console.log((error as Error).message); }`,
    expected: {
      stdout: [
        'sha1 b6e79996755b26f26da94c52bb421e203154fd01',
        'sha256 ef1b52b3b8d14a75c1482616b49b88986e2d871d3175f1f9d146cf8e8a10b07d',
        'sha512 1173ec23c124b8764194fe7a936b3be702fb49bbcdf0c540652196990aed2c2ceca2a46405baaee9c1138b829ac5ea1e13168e64e6188fc9f7ac504d8fc3ff6b',
        'md5 e6b9b102f3e756d283b160707c4e8ef9',
        'avqQRqlXnK0UOjhMG1ZLmiUNJ9b2pj+fIL86dZTJ4sY= ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
        '8 36 4 true 3',
        'true true',
        'ca978112',
        'Digest method not supported',
      ],
    },
  },
  {
    name: 'has util',
    main: `import { callbackify, deprecate, format, inherits, inspect, isDeepStrictEqual, parseArgs, promisify, stripVTControlCharacters, styleText, TextDecoder, TextEncoder, types } from 'node:util';

console.log(format('%s %i %j %o %%', 'a', 1.5, { b: 1 }, [1]), inspect({ a: { b: { c: {} } } }, { depth: 0, compact: false }));
console.log(isDeepStrictEqual({ a: [1] }, { a: [1] }), types.isPromise(Promise.resolve()), types.isRegExp(/x/), types.isDate(new Date()));
callbackify(async (value: number) => value + 1)(1, (error, value) => console.log(error, value));
console.log(await promisify((done: (error: null, value: string) => void) => done(null, 'yes'))());
console.log(new TextDecoder().decode(new TextEncoder().encode('✓')), typeof inherits, typeof deprecate, stripVTControlCharacters('\\u001b[1mx\\u001b[0m'));
const { values, positionals } = parseArgs({ args: ['--name', 'x', '-v', 'rest'], options: { name: { type: 'string' }, v: { type: 'boolean', short: 'v' } }, allowPositionals: true });
console.log({ ...values }, positionals, typeof styleText);
class Secret { [inspect.custom](): string { return 'Secret<***>'; } }
console.log(new Secret(), [new Secret()]);`,
    expected: {
      stdout: [
        'a 1 {"b":1} [ 1, [length]: 1 ] % {',
        '  a: [Object]',
        '}',
        'true true true true',
        'yes',
        '✓ function function x',
        "{ name: 'x', v: true } [ 'rest' ] function",
        'Secret<***> [ Secret<***> ]',
        'null 2',
      ],
    },
  },
  {
    name: 'has url',
    main: `import { fileURLToPath, format, pathToFileURL, URL as Url, URLSearchParams } from 'node:url';

const url = new Url('http://user:pw@localhost:8080/a/b?x=1&x=2#h');
console.log(url.host, url.pathname, url.searchParams.getAll('x'), url.hash, Url === URL);
console.log(fileURLToPath('file:///a/b%20c.ts'), pathToFileURL('/a/b c.ts').href, Url.canParse('nonsense'));
console.log(new URLSearchParams({ a: '1 2' }).toString(), format(new Url('http://h/p?q#f')));
try { new Url('nonsense'); } catch (error) { console.log((error as Error).name, (error as { code?: string }).code, (error as Error).message); }
console.log(url);`,
    expected: {
      stdout: [
        "localhost:8080 /a/b [ '1', '2' ] #h true",
        '/a/b c.ts file:///a/b%20c.ts false',
        'a=1+2 http://h/p?q#f',
        'TypeError ERR_INVALID_URL Invalid URL',
        'URL {',
        "  href: 'http://user:pw@localhost:8080/a/b?x=1&x=2#h',",
        "  origin: 'http://localhost:8080',",
        "  protocol: 'http:',",
        "  username: 'user',",
        "  password: 'pw',",
        "  host: 'localhost:8080',",
        "  hostname: 'localhost',",
        "  port: '8080',",
        "  pathname: '/a/b',",
        "  search: '?x=1&x=2',",
        "  searchParams: URLSearchParams { 'x' => '1', 'x' => '2' },",
        "  hash: '#h'",
        '}',
      ],
    },
  },
  {
    name: 'has path and os',
    main: `import { EOL, hostname, platform, tmpdir } from 'node:os';
import path, { posix } from 'node:path';

console.log(path.join('a', '..', 'b', './c'), path.resolve('/a', '../b'), path.normalize('/a/./b//c/..'), path.relative('/a/b', '/a/c/d'));
console.log(path.dirname('/a/b.ts'), path.basename('/a/b.ts', '.ts'), path.extname('x.tar.gz'), path.sep, path.isAbsolute('./x'), path === posix);
console.log(path.parse('/home/x.txt'), path.format({ dir: '/a', base: 'b' }));
console.log(JSON.stringify(EOL), hostname().length > 0, platform().length > 0, tmpdir().startsWith('/'));`,
    expected: {
      stdout: [
        'b/c /b /a/b ../c/d',
        '/a b .gz / false true',
        "{ root: '/', dir: '/home', base: 'x.txt', ext: '.txt', name: 'x' } /a/b",
        '"\\n" true true true',
      ],
    },
  },
];
