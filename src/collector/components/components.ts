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
    kind: 'connector',
    type: 'service_graph',
    deprecatedTypes: ['servicegraph'],
    load: async () => (await import('./connectors/service-graph/factory.ts')).serviceGraphFactory,
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
    kind: 'processor',
    type: 'memory_limiter',
    load: async () => (await import('./processors/memory-limiter/factory.ts')).memoryLimiterFactory,
  },
  {
    kind: 'processor',
    type: 'probabilistic_sampler',
    load: async () =>
      (await import('./processors/probabilistic-sampler/factory.ts')).probabilisticSamplerFactory,
  },
  {
    kind: 'processor',
    type: 'tail_sampling',
    load: async () => (await import('./processors/tail-sampling/factory.ts')).tailSamplingFactory,
  },
  {
    kind: 'processor',
    type: 'redaction',
    load: async () => (await import('./processors/redaction/factory.ts')).redactionFactory,
  },
  {
    kind: 'processor',
    type: 'cumulative_to_delta',
    deprecatedTypes: ['cumulativetodelta'],
    load: async () => (await import('./processors/cumulative-to-delta/factory.ts')).cumulativeToDeltaFactory,
  },
  {
    kind: 'exporter',
    type: 'otlp_http',
    deprecatedTypes: ['otlphttp'],
    load: async () => (await import('./exporters/otlp-http/factory.ts')).otlpHttpFactory,
  },
  {
    kind: 'exporter',
    type: 'otlp_grpc',
    deprecatedTypes: ['otlp'],
    load: async () => (await import('./exporters/otlp-grpc/factory.ts')).otlpGrpcFactory,
  },
  {
    kind: 'exporter',
    type: 'load_balancing',
    deprecatedTypes: ['loadbalancing'],
    load: async () => (await import('./exporters/load-balancing/factory.ts')).loadBalancingFactory,
  },
  {
    kind: 'exporter',
    type: 'file',
    load: async () => (await import('./exporters/file/factory.ts')).fileFactory,
  },
  {
    kind: 'exporter',
    type: 'prometheus',
    load: async () => (await import('./exporters/prometheus/factory.ts')).prometheusFactory,
  },
  {
    kind: 'receiver',
    type: 'telemetry_generator',
    load: async () => (await import('./receivers/telemetry-generator/factory.ts')).telemetryGeneratorFactory,
  },
  {
    kind: 'extension',
    type: 'health_check',
    load: async () => (await import('./extensions/health-check/factory.ts')).healthCheckFactory,
  },
  {
    kind: 'extension',
    type: 'zpages',
    load: async () => (await import('./extensions/zpages/factory.ts')).zpagesFactory,
  },
  {
    kind: 'extension',
    type: 'file_storage',
    load: async () => (await import('./extensions/file-storage/factory.ts')).fileStorageFactory,
  },
  {
    kind: 'extension',
    type: 'opamp',
    load: async () => (await import('./extensions/opamp/factory.ts')).opampFactory,
  },
]);
