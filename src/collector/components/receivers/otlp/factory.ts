import { receiverFactory } from '../../../pipeline/component.ts';
import { otlpReceiverSchema } from './config.ts';
import { createOtlpReceiver } from './otlp-receiver.ts';

export const otlpReceiverFactory = receiverFactory({
  kind: 'receiver',
  type: 'otlp',
  schema: otlpReceiverSchema,
  stability: { traces: 'stable', metrics: 'stable', logs: 'stable', profiles: 'alpha' },
  doc: 'Receives OTLP over gRPC and over HTTP, protobuf and JSON.',
  create: createOtlpReceiver,
});
