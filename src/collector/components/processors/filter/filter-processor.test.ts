import { describe, expect, test } from 'vitest';
import { type Recorded, recordedOutcome, runProcessor } from '../../../testing/recorded-runs.ts';
import { filterFactory } from './factory.ts';
// What the filter processor of contrib v0.162 does with these configurations and requests.
import json from './recorded-results.json' with { type: 'json' };

if (filterFactory.kind !== 'processor') throw new Error('not a processor');
const factory = filterFactory;
const recorded = json as unknown as Recorded;

describe('the filter processor does as the collector’s', () => {
  test.each(recorded.results)('$config $signal', async (run) => {
    expect(await runProcessor(factory, run, recorded)).toEqual(recordedOutcome(run, recorded));
  });
});
