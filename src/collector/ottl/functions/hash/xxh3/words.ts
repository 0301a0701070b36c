/** What the parts of XXH3 share: constants, and arithmetic on 64 bits (xxHash, doc/xxhash_spec.md). */
export const PRIME32_1 = 0x9e3779b1n;
export const PRIME32_2 = 0x85ebca77n;
export const PRIME32_3 = 0xc2b2ae3dn;
export const PRIME64_1 = 0x9e3779b185ebca87n;
export const PRIME64_2 = 0xc2b2ae3d27d4eb4fn;
export const PRIME64_3 = 0x165667b19e3779f9n;
export const PRIME64_4 = 0x85ebca77c2b2ae63n;
export const PRIME64_5 = 0x27d4eb2f165667c5n;
const PRIME_MX1 = 0x165667919e3779f9n;
export const PRIME_MX2 = 0x9fb21c651e98df25n;

const SECRET_HEX =
  'b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221' +
  'b8084674f743248ee03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8' +
  'a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb' +
  '170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e';

/** The secret that is used where none is given. */
export const secret = viewOf(
  Uint8Array.from(SECRET_HEX.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)),
);

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function word(view: DataView, at: number): bigint {
  return view.getBigUint64(at, true);
}

export function halfWord(view: DataView, at: number): bigint {
  return BigInt(view.getUint32(at, true));
}

export function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

export function byteSwap(value: bigint): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, value, true);
  return view.getBigUint64(0);
}

/** Both halves of the product of 128 bits, one over the other. */
export function foldedProduct(left: bigint, right: bigint): bigint {
  const product = left * right;
  return wrap(product) ^ (product >> 64n);
}

export function avalanche(value: bigint): bigint {
  const mixed = wrap((value ^ (value >> 37n)) * PRIME_MX1);
  return mixed ^ (mixed >> 32n);
}

/** The avalanche of the older XXH64. */
export function oldAvalanche(value: bigint): bigint {
  let mixed = wrap((value ^ (value >> 33n)) * PRIME64_2);
  mixed = wrap((mixed ^ (mixed >> 29n)) * PRIME64_3);
  return mixed ^ (mixed >> 32n);
}

/** 16 bytes of the input with 16 of the secret. */
export function mix16(input: DataView, at: number, secretAt: number): bigint {
  return foldedProduct(
    word(input, at) ^ word(secret, secretAt),
    word(input, at + 8) ^ word(secret, secretAt + 8),
  );
}

/** A hash of 128 bits. */
export interface Words128 {
  readonly high: bigint;
  readonly low: bigint;
}
