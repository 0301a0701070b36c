/** Functions of Node's modules that call back later: the callback runs in the frame in which it was given. */
import childProcess from 'node:child_process';
import crypto from 'node:crypto';
import dns from 'node:dns';
import fs from 'node:fs';
import stream from 'node:stream';
import zlib from 'node:zlib';
import { bindFrame } from '../../../embedded/sandbox/async-context.ts';
import { replace } from './replace.ts';

/** Those of `crypto`; its other functions work at once. */
const CRYPTO = [
  'randomBytes',
  'randomFill',
  'randomInt',
  'pbkdf2',
  'scrypt',
  'hkdf',
  'generateKey',
  'generateKeyPair',
  'generatePrime',
  'checkPrime',
  'sign',
  'verify',
];
const ZLIB = [
  'gzip',
  'gunzip',
  'deflate',
  'inflate',
  'deflateRaw',
  'inflateRaw',
  'unzip',
  'brotliCompress',
  'brotliDecompress',
];
const DNS = ['lookup', 'lookupService', 'resolve', 'resolve4', 'resolve6', 'reverse'];

export function bindCallbacks(): void {
  // `fs` names what works at once "…Sync"; the rest takes its callback last.
  const fsNames = Object.keys(fs).filter((name) => /^[a-z]/.test(name) && !/Sync$|^watch|^create/.test(name));
  bindLast(fs, fsNames);
  bindLast(crypto, CRYPTO);
  bindLast(zlib, ZLIB);
  bindLast(dns, DNS);
  bindLast(stream, ['finished', 'pipeline']);
  bindLast(childProcess, ['exec', 'execFile']);
}

function bindLast(module: object, names: readonly string[]): void {
  for (const name of names) {
    replace(
      module,
      name,
      (original) =>
        function (this: unknown, ...args) {
          const last = args.length - 1;
          if (typeof args[last] === 'function') args[last] = bindFrame(args[last]);
          return Reflect.apply(original, this, args);
        },
    );
  }
}
