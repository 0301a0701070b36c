import { exporterFactory } from '../../../pipeline/component.ts';
import { loadBalancingSchema } from './config.ts';
import { createLoadBalancingExporter } from './load-balancing-exporter.ts';

export const loadBalancingFactory = exporterFactory({
  kind: 'exporter',
  type: 'load_balancing',
  deprecatedTypes: ['loadbalancing'],
  schema: loadBalancingSchema,
  stability: { traces: 'beta', logs: 'beta', metrics: 'alpha' },
  doc: 'Divides data among several collectors so that what belongs together, such as the spans of a trace, goes to the same one.',
  create: createLoadBalancingExporter,
});
