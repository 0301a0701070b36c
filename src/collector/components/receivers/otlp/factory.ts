import { receiverFactory } from '../../../pipeline/component.ts';
import { otlpReceiverSchema } from './config.ts';
import { createOtlpReceiver } from './otlp-receiver.ts';

export const otlpReceiverFactory = receiverFactory({
  kind: 'receiver',
  type: 'otlp',
  schema: otlpReceiverSchema,
  stability: { traces: 'stable' },
  doc: 'Receives OTLP over HTTP, protobuf and JSON. gRPC is accepted in the configuration but not served.',
  create: createOtlpReceiver,
});
