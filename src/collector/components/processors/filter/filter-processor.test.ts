import { describe, expect, test } from 'vitest';
import { type RecordedRun, recordedOutcome, runProcessor } from '../../../testing/recorded-runs.ts';
import { filterFactory } from './factory.ts';
// What the filter processor of contrib v0.162 does with these configurations and requests.
import recorded from './recorded-results.json' with { type: 'json' };

if (filterFactory.kind !== 'processor') throw new Error('not a processor');
const factory = filterFactory;
const { requests } = recorded;

describe('the filter processor does as the collector’s', () => {
  test.each(recorded.results as RecordedRun[])('$config $signal', async (run) => {
    expect(await runProcessor(factory, run, requests)).toEqual(recordedOutcome(run, requests));
  });
});
