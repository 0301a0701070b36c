import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { textHash } from './text-hash.ts';

/** The cryptographic hashes, as lower-case hex. */
export const digests = [
  textHash('MD5', (bytes) => bytesToHex(md5(bytes))),
  textHash('SHA1', (bytes) => bytesToHex(sha1(bytes))),
  textHash('SHA256', (bytes) => bytesToHex(sha256(bytes))),
  textHash('SHA512', (bytes) => bytesToHex(sha512(bytes))),
];
