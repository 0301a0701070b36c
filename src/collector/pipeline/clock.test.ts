import { describe, expect, test } from 'vitest';
import { systemClock } from './clock.ts';
import { ManualClock } from './manual-clock.ts';

describe('the manual clock', () => {
  test('fires what falls due, in order, and what is set meanwhile', async () => {
    const clock = new ManualClock(100n);
    const fired: [string, bigint][] = [];
    const note = (name: string) => () => fired.push([name, clock.now()]);
    clock.setTimer(20n, note('b'));
    clock.setTimer(10n, () => {
      note('a')();
      clock.setTimer(5n, note('a+5'));
    });
    clock.setTimer(20n, note('c'));
    clock.setTimer(31n, note('later'));
    const cancel = clock.setTimer(12n, note('cancelled'));
    cancel();
    await clock.advance(30n);
    expect(fired).toEqual([
      ['a', 110n],
      ['a+5', 115n],
      ['b', 120n],
      ['c', 120n],
    ]);
    expect(clock.now()).toBe(130n);
  });
});

describe('the system clock', () => {
  test('counts nanoseconds since 1970', () => {
    const seconds = Number(systemClock.now() / 1_000_000_000n);
    expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(5);
  });

  test('fires once, and not what was cancelled', async () => {
    const fired: string[] = [];
    const cancel = systemClock.setTimer(0n, () => fired.push('cancelled'));
    cancel();
    await new Promise<void>((resolve) => {
      systemClock.setTimer(1_000_000n, () => {
        fired.push('kept');
        resolve();
      });
    });
    expect(fired).toEqual(['kept']);
  });
});
