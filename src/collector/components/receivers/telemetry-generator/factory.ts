import { receiverFactory } from '../../../pipeline/component.ts';
import { telemetryGeneratorSchema } from './config.ts';
import { createTelemetryGenerator } from './telemetry-generator.ts';

export const telemetryGeneratorFactory = receiverFactory({
  kind: 'receiver',
  type: 'telemetry_generator',
  schema: telemetryGeneratorSchema,
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
  doc: 'Makes traces, metrics and logs of a shop of several services, as many a second as are asked for: load to learn with. The Academy’s own: collector contrib has no such receiver.',
  academyOnly: true,
  create: createTelemetryGenerator,
});
