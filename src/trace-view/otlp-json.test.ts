import { expect, it } from 'vitest';
import { decodeTraces } from '../otlp/export-request.ts';
import { otlpJsonOf } from './otlp-json.ts';
import { checkoutTrace } from './span-fixture.ts';

it('decodes to the same span', () => {
  const stored = checkoutTrace()[13]!;
  const json = otlpJsonOf(stored);
  const data = decodeTraces(new TextEncoder().encode(json), 'json');
  expect(data.resourceSpans[0]!.scopeSpans[0]!.spans).toEqual([stored.span]);
  expect(data.resourceSpans[0]!.resource).toEqual(stored.resource);
  expect(json).toContain('"intValue": "8083"');
});
