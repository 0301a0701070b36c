import { expect, it } from 'vitest';
import { makeChild, makeSpan } from '../../grading/testing/make-span.ts';
import { spanTree } from './span-tree.ts';

/** The same trace with other ids, times and order of arrival. */
function trace(seed: number, change: { name?: string; attempt?: bigint } = {}) {
  const traceId = String(seed).padStart(32, 'a');
  const root = makeSpan({ traceId, name: 'root', endTimeUnixNano: BigInt(seed) });
  const first = makeChild(root, { name: change.name ?? 'first' });
  const second = makeChild(root, {
    name: 'second',
    attributes: { attempt: change.attempt ?? 1n, b: ['x', 0.5] },
  });
  return seed % 2 === 0 ? [root, first, second] : [second, first, root];
}

it('is the same for the same trace with other ids, times and order', () => {
  expect(spanTree(trace(1))).toBe(spanTree(trace(2)));
  expect(
    spanTree(trace(1))
      .split('\n')
      .map((line) => /^ *"\w+"/.exec(line)?.[0]),
  ).toEqual(['"root"', '  "first"', '  "second"', undefined]);
});

it('differs when a name, a value or the type of a value does', () => {
  const same = spanTree(trace(1));
  expect(spanTree(trace(1, { name: 'other' }))).not.toBe(same);
  expect(spanTree(trace(1, { attempt: 2n }))).not.toBe(same);
  expect(spanTree([makeSpan({ attributes: { n: 1n } })])).not.toBe(
    spanTree([makeSpan({ attributes: { n: 1 } })]),
  );
});

it('differs when a span has lost its parent', () => {
  const root = makeSpan({ name: 'root' });
  const orphan = makeChild(root, { name: 'child' });
  expect(spanTree([orphan])).toMatch(/^\(parent missing\) "child"/);
  expect(spanTree([root, orphan])).not.toContain('missing');
});

it('draws every span of a cycle once', () => {
  const a = makeSpan({ name: 'a', spanId: '000000000000000a', parentSpanId: '000000000000000b' });
  const b = makeSpan({ name: 'b', spanId: '000000000000000b', parentSpanId: '000000000000000a' });
  expect(spanTree([a, b]).match(/cycle: "\w"/g)).toEqual(['cycle: "a"', 'cycle: "b"']);
});

it('leaves out where the program ran', () => {
  const here = makeSpan();
  const there = makeSpan();
  here.resource.attributes.set('process.pid', 1n).set('host.name', 'a');
  there.resource.attributes.set('telemetry.sdk.language', 'webjs');
  expect(spanTree([here])).toBe(spanTree([there]));
});
