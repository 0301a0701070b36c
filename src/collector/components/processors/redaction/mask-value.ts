import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256 } from '@noble/hashes/sha3.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { RedactionConfig } from './config.ts';

/** What is put in the place of a text that must not be seen. */
export type Mask = (text: string) => string;

const encoder = new TextEncoder();

export function maskOf({ hash_function: name, hmac_key: key }: RedactionConfig): Mask {
  const secret = encoder.encode(key);
  switch (name) {
    case 'md5':
      return hashing(md5);
    case 'sha1':
      return hashing(sha1);
    case 'sha3':
      return hashing(sha3_256);
    case 'hmac-sha256':
      return hashing((bytes) => hmac(sha256, secret, bytes));
    case 'hmac-sha512':
      return hashing((bytes) => hmac(sha512, secret, bytes));
    case '':
      return () => '****';
  }
}

function hashing(hash: (bytes: Uint8Array) => Uint8Array): Mask {
  return (text) => bytesToHex(hash(encoder.encode(text)));
}
