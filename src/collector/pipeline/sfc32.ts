/**
 * Random bits from a seed. The generator is sfc32 (Chris Doty-Humphrey's small fast counting generator, PractRand): 128
 * bits of state of which 32 count, so its period is at least 2^32. The seed, any number, is spread over the state by
 * splitmix32, and the first twelve outputs are thrown away.
 *
 * @returns a function that returns the next 32 bits as an unsigned integer.
 */
export function sfc32(seed: number): () => number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, seed);
  const spread = splitmix32(bits.getUint32(0) ^ Math.imul(bits.getUint32(4), 0x9e3779b1));
  let a = spread();
  let b = spread();
  let c = spread();
  let counter = 1;
  const next = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return result >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
