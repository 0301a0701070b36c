import { processorFactory } from '../../../pipeline/component.ts';
import { cumulativeToDeltaSchema } from './config.ts';
import { createCumulativeToDeltaProcessor } from './cumulative-to-delta-processor.ts';

export const cumulativeToDeltaFactory = processorFactory({
  kind: 'processor',
  type: 'cumulative_to_delta',
  deprecatedTypes: ['cumulativetodelta'],
  schema: cumulativeToDeltaSchema,
  stability: { metrics: 'beta' },
  doc: 'Makes deltas of cumulative sums and histograms: what came since the point before of the same stream.',
  create: { metrics: createCumulativeToDeltaProcessor },
});
