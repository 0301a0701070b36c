import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { AnyValue } from '../../../../otlp/model.ts';

const encoder = new TextEncoder();

/**
 * SHA-256 of a value, as hex: of the UTF-8 of texts, of one byte for booleans, of eight little-endian bytes for
 * numbers. All else becomes the empty text.
 */
export function hashedValue(value: AnyValue): string {
  switch (typeof value) {
    case 'string':
      return bytesToHex(sha256(encoder.encode(value)));
    case 'boolean':
      return bytesToHex(sha256(new Uint8Array([value ? 1 : 0])));
    case 'bigint':
      return hashOf((view) => view.setBigInt64(0, value, true));
    case 'number':
      return hashOf((view) => view.setFloat64(0, value, true));
    default:
      return '';
  }
}

function hashOf(fill: (view: DataView) => void): string {
  const bytes = new Uint8Array(8);
  fill(new DataView(bytes.buffer));
  return bytesToHex(sha256(bytes));
}
