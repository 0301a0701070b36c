import {
  boolean,
  type ConfigOf,
  duration,
  type Field,
  type Finding,
  field,
  float,
  integer,
  list,
  optional,
  string,
  struct,
} from '../../../config/schema.ts';
import { queueSchema } from '../exporter-helper/queue-config.ts';
import { retrySchema } from '../exporter-helper/retry-config.ts';
import { timeoutFindings } from '../exporter-helper/timeout-config.ts';
import { otlpGrpcSchema } from '../otlp-grpc/config.ts';

const ATTRIBUTES = 'attributes';

/** The way to the backends: an otlp_grpc exporter for each, whose endpoint comes from the resolver. */
const templateSchema = {
  ...otlpGrpcSchema,
  fields: {
    ...otlpGrpcSchema.fields,
    endpoint: field(string('placeholder:4317'), 'Replaced with each of the endpoints the resolver finds.'),
  },
};

/** Retries of this exporter itself are off unless asked for, and have no intervals unless they are given. */
const ownRetrySchema = struct(
  retrySchema.goName,
  {
    enabled: field(boolean(false), retrySchema.fields.enabled.doc),
    initial_interval: field(duration(0n), retrySchema.fields.initial_interval.doc),
    max_elapsed_time: field(duration(0n), retrySchema.fields.max_elapsed_time.doc),
    max_interval: field(duration(0n), retrySchema.fields.max_interval.doc),
    multiplier: field(float('float64', 0), retrySchema.fields.multiplier.doc),
    randomization_factor: field(float('float64', 0), retrySchema.fields.randomization_factor.doc),
  },
  retrySchema.validate === undefined ? {} : { validate: retrySchema.validate },
);

const staticSchema = struct('loadbalancingexporter.StaticResolver', {
  hostnames: field(
    list(string()),
    'The backends, "host:port" each; without a port it is 4317. Their order doesn’t matter.',
  ),
});

export const dnsSchema = struct('loadbalancingexporter.DNSResolver', {
  hostname: field(string(), 'The name whose addresses are the backends.'),
  port: field(string(), 'The port of all of them. Default: 4317.'),
  interval: field(duration(0n), 'How often the name is looked up. 0 means 5s.'),
  timeout: field(duration(0n), 'How long a look-up may take. 0 means 1s.'),
});

const kubernetesSchema = struct('loadbalancingexporter.K8sSvcResolver', {
  service: field(string(), 'The service whose endpoints are the backends, "name.namespace".'),
  ports: field(list(integer('int32', 0)), 'Their ports.'),
  timeout: field(duration(0n), 'How long the list of endpoints may take. 0 means 1m.'),
  return_hostnames: field(boolean(false), 'Names rather than addresses, as stateful sets have them.'),
});

const cloudMapSchema = struct('loadbalancingexporter.AWSCloudMapResolver', {
  namespace: field(string(), 'The namespace of the service.'),
  service_name: field(string(), 'The service whose instances are the backends.'),
  health_status: field(string('', 'types.HealthStatusFilter'), 'Which instances count.'),
  interval: field(duration(0n), 'How often instances are looked up. 0 means 30s.'),
  timeout: field(duration(0n), 'How long a look-up may take. 0 means 5s.'),
  port: field(integer('uint16', 0), 'The port of all of them.'),
  owner_account: field(string(), 'The account the namespace belongs to.'),
});

function missing(service: string): NonNullable<Field['support']> {
  return { level: 'refused', reason: `there is no ${service} to ask` };
}

export const loadBalancingSchema = struct(
  'loadbalancingexporter.Config',
  {
    timeout: field(duration(0n), 'How long one attempt to hand data to the backends may take. 0 means 5s.'),
    retry_on_failure: field(
      ownRetrySchema,
      'How data that some backend didn’t take is sent again: all of it, perhaps to other backends.',
    ),
    sending_queue: field(
      optional(queueSchema.inner, { enabledByNull: true, errorLevels: 2 }),
      'What waits to be divided among the backends; without it data goes to their own queues at once.',
    ),
    protocol: field(
      struct('loadbalancingexporter.Protocol', {
        otlp: field(templateSchema, 'Settings of otlp_grpc, for every backend.'),
      }),
      'How data gets to the backends.',
    ),
    resolver: field(
      struct('loadbalancingexporter.ResolverSettings', {
        static: field(optional(staticSchema), 'A fixed list of backends.'),
        dns: field(optional(dnsSchema), 'The addresses of a name.'),
        k8s: field(optional(kubernetesSchema), 'The endpoints of a service.', missing('Kubernetes')),
        aws_cloud_map: field(
          optional(cloudMapSchema),
          'The instances of a service.',
          missing('AWS Cloud Map'),
        ),
      }),
      'Where the list of backends comes from; one of these.',
    ),
    routing_key: field(
      {
        ...string(),
        values: ['traceID', 'service', 'metric', 'resource', 'streamID', ATTRIBUTES],
      },
      'What goes to the same backend: traceID (default for traces), service (default for metrics and logs), resource, metric, streamID or attributes.',
    ),
    routing_attributes: field(
      list(string()),
      'With `routing_key: attributes`: the attributes of resource, scope, or span, record or data point; of spans also span.name and span.kind, of logs log.severity and log.body.',
    ),
  },
  {
    validate(config): Finding[] {
      const timeout = timeoutFindings(config).map((finding) => ({ ...finding, part: ['timeoutsettings'] }));
      return [...routingFindings(config), ...timeout];
    },
  },
);

export type LoadBalancingConfig = ConfigOf<typeof loadBalancingSchema>;

function routingFindings(config: {
  readonly routing_key: string;
  readonly routing_attributes: readonly string[] | undefined;
}): Finding[] {
  const { routing_key: key, routing_attributes: attributes = [] } = config;
  if (key === ATTRIBUTES) {
    if (attributes.length > 0) return [];
    const message = `routing_attributes must be specified when routing_key is "${ATTRIBUTES}"`;
    return [{ message, at: ['routing_key'] }];
  }
  if (attributes.length === 0) return [];
  const remedy = `Remove routing_attributes or set routing_key to "${ATTRIBUTES}"`;
  const message = `routing_attributes can only be used when routing_key is "${ATTRIBUTES}"; got ${JSON.stringify(key)}. ${remedy}`;
  return [{ message, at: ['routing_attributes'] }];
}
