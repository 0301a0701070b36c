import { Registry } from '../pipeline/registry.ts';
import { debugFactory } from './exporters/debug/factory.ts';
import { nopFactory } from './exporters/nop/factory.ts';
import { storeFactories } from './exporters/store/factory.ts';
import { batchFactory } from './processors/batch/factory.ts';
import { otlpReceiverFactory } from './receivers/otlp/factory.ts';

/** Every component of this collector. A new one is written in a folder of its own and added to this list. */
export const components = new Registry([
  otlpReceiverFactory,
  batchFactory,
  debugFactory,
  nopFactory,
  ...storeFactories,
  {
    kind: 'connector',
    type: 'forward',
    load: async () => (await import('./connectors/forward/factory.ts')).forwardFactory,
  },
  {
    kind: 'connector',
    type: 'span_metrics',
    deprecatedTypes: ['spanmetrics'],
    load: async () => (await import('./connectors/span-metrics/factory.ts')).spanMetricsFactory,
  },
  {
    kind: 'connector',
    type: 'routing',
    load: async () => (await import('./connectors/routing/factory.ts')).routingFactory,
  },
  {
    kind: 'connector',
    type: 'count',
    load: async () => (await import('./connectors/count/factory.ts')).countFactory,
  },
  {
    kind: 'processor',
    type: 'filter',
    load: async () => (await import('./processors/filter/factory.ts')).filterFactory,
  },
  {
    kind: 'processor',
    type: 'transform',
    load: async () => (await import('./processors/transform/factory.ts')).transformFactory,
  },
  {
    kind: 'processor',
    type: 'attributes',
    load: async () => (await import('./processors/attributes/factory.ts')).attributesFactory,
  },
  {
    kind: 'processor',
    type: 'resource',
    load: async () => (await import('./processors/resource/factory.ts')).resourceFactory,
  },
  {
    kind: 'processor',
    type: 'span',
    load: async () => (await import('./processors/span/factory.ts')).spanFactory,
  },
  {
    kind: 'processor',
    type: 'groupbyattrs',
    deprecatedTypes: ['group_by_attrs'],
    load: async () => (await import('./processors/group-by-attrs/factory.ts')).groupByAttrsFactory,
  },
  {
    kind: 'exporter',
    type: 'otlp_http',
    deprecatedTypes: ['otlphttp'],
    load: async () => (await import('./exporters/otlp-http/factory.ts')).otlpHttpFactory,
  },
  {
    kind: 'exporter',
    type: 'file',
    load: async () => (await import('./exporters/file/factory.ts')).fileFactory,
  },
  {
    kind: 'receiver',
    type: 'telemetry_generator',
    load: async () => (await import('./receivers/telemetry-generator/factory.ts')).telemetryGeneratorFactory,
  },
]);
