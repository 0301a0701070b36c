import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CappedOutput } from './capped-output.ts';

it('passes on exactly as much as the limit allows and counts the rest', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.array(fc.string()), (limit, chunks) => {
      let passed = '';
      const output = new CappedOutput(limit, (_stream, text) => {
        passed += text;
      });
      for (const chunk of chunks) output.write('stdout', chunk);
      const all = chunks.join('');
      expect(passed).toBe(all.slice(0, limit));
      expect(output.dropped).toBe(all.length - passed.length);
    }),
  );
});
