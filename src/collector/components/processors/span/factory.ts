import { processorFactory } from '../../../pipeline/component.ts';
import { spanSchema } from './config.ts';
import { createSpanProcessor } from './span-processor.ts';

export const spanFactory = processorFactory({
  kind: 'processor',
  type: 'span',
  schema: spanSchema,
  stability: { traces: 'alpha' },
  doc: 'Makes names of spans from their attributes, and attributes from their names, and sets their status.',
  create: { traces: createSpanProcessor },
});
