const C1 = 0x87c37b91114253d5n;
const C2 = 0x4cf5ad432745937fn;

/** MurmurHash3 x64_128 with seed 0 (Austin Appleby's reference, in the public domain): both halves, unsigned. */
export function murmur3Of128Bits(bytes: Uint8Array): readonly [bigint, bigint] {
  // Zeros behind the end change nothing: the tail is mixed like a block, without the steps between blocks.
  const padded = new Uint8Array(Math.ceil(bytes.length / 16) * 16);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  const whole = bytes.length - (bytes.length % 16);
  let [first, second] = [0n, 0n];
  for (let at = 0; at < padded.length; at += 16) {
    first ^= scrambleFirst(view.getBigUint64(at, true));
    if (at < whole) first = wrap(wrap(rotate(first, 27n) + second) * 5n + 0x52dce729n);
    second ^= scrambleSecond(view.getBigUint64(at + 8, true));
    if (at < whole) second = wrap(wrap(rotate(second, 31n) + first) * 5n + 0x38495ab5n);
  }
  return finish(first ^ BigInt(bytes.length), second ^ BigInt(bytes.length));
}

function finish(left: bigint, right: bigint): readonly [bigint, bigint] {
  let first = wrap(left + right);
  let second = wrap(right + first);
  first = avalanche(first);
  second = avalanche(second);
  first = wrap(first + second);
  return [first, wrap(second + first)];
}

function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function rotate(word: bigint, bits: bigint): bigint {
  return wrap(word << bits) | (word >> (64n - bits));
}

function scrambleFirst(word: bigint): bigint {
  return wrap(rotate(wrap(word * C1), 31n) * C2);
}

function scrambleSecond(word: bigint): bigint {
  return wrap(rotate(wrap(word * C2), 33n) * C1);
}

function avalanche(word: bigint): bigint {
  let hash = wrap((word ^ (word >> 33n)) * 0xff51afd7ed558ccdn);
  hash = wrap((hash ^ (hash >> 33n)) * 0xc4ceb9fe1a85ec53n);
  return hash ^ (hash >> 33n);
}
