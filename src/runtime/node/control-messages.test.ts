import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineSplitter } from './control-messages.ts';

it('finds the same lines wherever the text is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[^\n]*$/)), fc.array(fc.nat(5)), (lines, cuts) => {
      const text = lines.map((line) => `${line}\n`).join('');
      const found: string[] = [];
      const split = lineSplitter((line) => found.push(line));
      let at = 0;
      for (const length of cuts) {
        split(text.slice(at, at + length));
        at += length;
      }
      split(text.slice(at));
      expect(found).toEqual(lines);
    }),
  );
});
