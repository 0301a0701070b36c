/** XXH3 of 17 to 240 bytes. */
import { avalanche, mix16, PRIME64_1, PRIME64_2, PRIME64_4, type Words128, word, wrap } from './words.ts';

export function hashMiddle(input: DataView): bigint {
  const size = input.byteLength;
  let sum = BigInt(size) * PRIME64_1;
  if (size <= 128) {
    // From both ends to the middle.
    for (let index = (size - 1) >> 5; index >= 0; index -= 1) {
      sum += mix16(input, 16 * index, 32 * index);
      sum += mix16(input, size - 16 * (index + 1), 32 * index + 16);
    }
    return avalanche(wrap(sum));
  }
  for (let index = 0; index < 8; index += 1) sum += mix16(input, 16 * index, 16 * index);
  sum = avalanche(wrap(sum));
  for (let index = 8; index < size >> 4; index += 1) {
    sum += mix16(input, 16 * index, 16 * (index - 8) + 3);
  }
  return avalanche(wrap(sum + mix16(input, size - 16, 119)));
}

export function hashMiddle128(input: DataView): Words128 {
  const size = input.byteLength;
  let sums: Words128 = { low: wrap(BigInt(size) * PRIME64_1), high: 0n };
  if (size <= 128) {
    for (let index = (size - 1) >> 5; index >= 0; index -= 1) {
      sums = mix32(sums, input, 16 * index, size - 16 * (index + 1), 32 * index);
    }
    return finish(sums, size);
  }
  for (let index = 0; index < 4; index += 1) {
    sums = mix32(sums, input, 32 * index, 32 * index + 16, 32 * index);
  }
  sums = { low: avalanche(sums.low), high: avalanche(sums.high) };
  for (let index = 4; index < size >> 5; index += 1) {
    sums = mix32(sums, input, 32 * index, 32 * index + 16, 32 * (index - 4) + 3);
  }
  return finish(mix32(sums, input, size - 16, size - 32, 103), size);
}

function mix32({ low, high }: Words128, input: DataView, one: number, other: number, at: number): Words128 {
  return {
    low: wrap(low + mix16(input, one, at)) ^ wrap(word(input, other) + word(input, other + 8)),
    high: wrap(high + mix16(input, other, at + 16)) ^ wrap(word(input, one) + word(input, one + 8)),
  };
}

function finish({ low, high }: Words128, size: number): Words128 {
  const mixed = low * PRIME64_1 + high * PRIME64_4 + BigInt(size) * PRIME64_2;
  return { low: avalanche(wrap(low + high)), high: wrap(-avalanche(wrap(mixed))) };
}
