import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { countSpans, spansOf } from './spans.ts';
import { arbitraryTraces } from './testing/arbitrary-traces.ts';

it('walks the spans in the order of the wire, each with its resource and scope', () => {
  fc.assert(
    fc.property(arbitraryTraces, (traces) => {
      const walked = [...spansOf(traces)];
      expect(walked.map(({ span }) => span)).toEqual(
        traces.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
      );
      expect(countSpans(traces)).toBe(walked.length);
      for (const { resource, scope, span } of walked) {
        const home = traces.resourceSpans.find((each) => each.resource === resource);
        expect(home?.scopeSpans.find((each) => each.scope === scope)?.spans).toContain(span);
      }
    }),
  );
});
