import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';

describe('seeded random numbers', () => {
  it('are the same for the same seed, in every runtime', () => {
    const random = seededRandom(4821);
    expect(Array.from({ length: 8 }, () => random.integer(0, 999))).toMatchInlineSnapshot(`
      [
        430,
        252,
        961,
        594,
        330,
        881,
        325,
        85,
      ]
    `);
    expect(random.hex(40)).toMatchInlineSnapshot(`"2e628286477e9dc7596de02eed44c6ba2748bd1f"`);
  });

  it('differ between neighbouring seeds', () => {
    const first = Array.from({ length: 1000 }, (_, seed) => seededRandom(seed).hex(16));
    expect(new Set(first).size).toBe(1000);
  });

  it('stay in their range, to its ends', () => {
    fc.assert(
      fc.property(fc.double(), fc.maxSafeInteger(), fc.nat(100), (seed, min, range) => {
        fc.pre(Number.isSafeInteger(min + range));
        const random = seededRandom(seed);
        const drawn = new Set(Array.from({ length: 2000 }, () => random.integer(min, min + range)));
        expect(Math.min(...drawn)).toBe(min);
        expect(Math.max(...drawn)).toBe(min + range);
        expect([...drawn].every(Number.isSafeInteger)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('favour no value of a range that does not divide the generator’s space', () => {
    const random = seededRandom(7);
    const counts = [0, 0, 0];
    for (let n = 0; n < 30_000; n++) counts[random.integer(0, 2)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it('reach beyond 32 bits', () => {
    const random = seededRandom(7);
    const drawn = Array.from({ length: 200 }, () => random.integer(0, Number.MAX_SAFE_INTEGER - 1));
    expect(drawn.some((value) => value > 2 ** 52)).toBe(true);
    expect(drawn.some((value) => value < 2 ** 52)).toBe(true);
    expect(new Set(drawn.map((value) => value % 2)).size).toBe(2);
  });

  it('refuse what can not be drawn', () => {
    const random = seededRandom(1);
    expect(() => random.integer(2, 1)).toThrow('no integers to draw from 2 to 1');
    expect(() => random.integer(0.5, 3)).toThrow(RangeError);
    expect(() => random.pick([])).toThrow('nothing to pick from');
  });

  it('are hex digits of the length asked for', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(70), (seed, digits) => {
        expect(seededRandom(seed).hex(digits)).toMatch(new RegExp(`^[0-9a-f]{${digits}}$`));
      }),
    );
  });
});
