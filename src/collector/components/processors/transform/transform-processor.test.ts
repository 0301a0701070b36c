import { describe, expect, test } from 'vitest';
import { type Recorded, recordedOutcome, runProcessor } from '../../../testing/recorded-runs.ts';
import { transformFactory } from './factory.ts';
// What the transform processor of contrib v0.162 does with these configurations and requests.
import json from './recorded-results.json' with { type: 'json' };

if (transformFactory.kind !== 'processor') throw new Error('not a processor');
const factory = transformFactory;
const recorded = json as unknown as Recorded;

describe('the transform processor does as the collector’s', () => {
  test.each(recorded.results)('$config $signal', async (run) => {
    expect(await runProcessor(factory, run, recorded)).toEqual(recordedOutcome(run, recorded));
  });
});
