import { processorFactory } from '../../../pipeline/component.ts';
import { tailSamplingSchema } from './config.ts';
import { createTailSamplingProcessor } from './tail-sampling-processor.ts';

export const tailSamplingFactory = processorFactory({
  kind: 'processor',
  type: 'tail_sampling',
  schema: tailSamplingSchema,
  stability: { traces: 'beta' },
  doc: 'Holds the spans of a trace until it is complete, and decides by policies whether to keep it.',
  countsNoItems: true,
  create: {
    traces: (config, context, next) => createTailSamplingProcessor(config, context, next),
  },
});
