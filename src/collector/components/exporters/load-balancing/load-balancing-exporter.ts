import { FactoryError } from '../../../pipeline/build-error.ts';
import type { ComponentContext, Exporter } from '../../../pipeline/component.ts';
import type { CarriedSignal, ConsumeContext, SignalData } from '../../../pipeline/consumer.ts';
import { errorText, isPermanent } from '../exporter-helper/export-errors.ts';
import { createExporter, type HelperOptions } from '../exporter-helper/exporter-helper.ts';
import { Backends } from './backends.ts';
import type { LoadBalancingConfig } from './config.ts';
import { divideLogs } from './divide-logs.ts';
import { divideMetrics } from './divide-metrics.ts';
import { divideTraces } from './divide-traces.ts';
import { dnsResolver } from './dns-resolver.ts';
import type { Divide } from './parts.ts';
import type { Resolver } from './resolver.ts';
import { staticResolver } from './static-resolver.ts';

/** What the exporter helper allows an attempt unless told otherwise, ns. */
const DEFAULT_TIMEOUT = 5_000_000_000n;

/** Divides data among backends by a key, so that what has the same key goes to the same one. */
export function createLoadBalancingExporter(
  config: LoadBalancingConfig,
  context: ComponentContext,
): Exporter {
  const { routing_key: key, routing_attributes: attributes = [] } = config;
  const balancers: { start(): Promise<void>; shutdown(): Promise<void> }[] = [];

  const options = <S extends CarriedSignal>(
    signal: S,
    own: ComponentContext,
    divide: Divide<SignalData[S]> | undefined,
  ): HelperOptions<S> => {
    const problem = (message: string, at: readonly string[]): FactoryError =>
      new FactoryError(`cannot configure loadbalancing ${signal} exporter: ${message}`, at);
    const resolver = createResolver(config, own, problem);
    if (divide === undefined) {
      // The collector quotes it for two of the signals.
      const shown = signal === 'traces' ? key : JSON.stringify(key);
      throw problem(`unsupported routing_key: ${shown}`, ['routing_key']);
    }
    const backends = new Backends(signal, config, own, resolver);
    balancers.push(backends);
    return {
      push: (data, consumed) => distribute(signal, divide, backends, own, data, consumed),
      timeoutNs: config.timeout > 0n ? config.timeout : DEFAULT_TIMEOUT,
      ...(config.sending_queue === undefined ? {} : { queue: config.sending_queue }),
      ...(config.retry_on_failure.enabled ? { retry: config.retry_on_failure } : {}),
    };
  };

  return createExporter(
    context,
    {
      traces: (own) => options('traces', own, divideTraces(key, attributes)),
      metrics: (own) =>
        options(
          'metrics',
          own,
          divideMetrics(key, attributes, (error) =>
            own.logger.log('error', 'failed to export metric', { error }),
          ),
        ),
      logs: (own) => options('logs', own, divideLogs(key, attributes, own.random)),
    },
    {
      async start() {
        for (const balancer of balancers) await balancer.start();
      },
      async shutdown() {
        await Promise.all(balancers.map((balancer) => balancer.shutdown()));
      },
    },
  );
}

function createResolver(
  { resolver }: LoadBalancingConfig,
  context: ComponentContext,
  problem: (message: string, at: readonly string[]) => FactoryError,
): Resolver {
  const { static: fixed, dns, k8s, aws_cloud_map: cloudMap } = resolver;
  const given = [fixed, dns, k8s, cloudMap].filter((each) => each !== undefined);
  if (given.length > 1) throw problem('only one resolver should be specified', ['resolver']);
  if (fixed !== undefined) {
    const { hostnames = [] } = fixed;
    if (hostnames.length > 0) return staticResolver(hostnames, context);
    throw problem('no endpoints specified for the static resolver', ['resolver', 'static']);
  }
  if (dns !== undefined) {
    if (dns.hostname !== '') return dnsResolver(dns, context);
    throw problem('no hostname specified to resolve the backends', ['resolver', 'dns']);
  }
  throw problem('no resolvers specified for the exporter', ['resolver']);
}

/** Sends each backend its part, one after the other; all are tried even when one fails. */
async function distribute<S extends CarriedSignal>(
  signal: S,
  divide: Divide<SignalData[S]>,
  backends: Backends<S>,
  { clock, logger, telemetry }: ComponentContext,
  data: SignalData[S],
  consumed: ConsumeContext,
): Promise<void> {
  const parts = divide(data, (hash) => backends.at(hash));
  for (const [backend] of parts) backend.expect();
  const errors: unknown[] = [];
  for (const [backend, part] of parts) {
    const { endpoint } = backend;
    const begun = clock.now();
    let success = true;
    try {
      await backend.send(part, consumed);
    } catch (error) {
      success = false;
      errors.push(error);
      logger.log('debug', `failed to export ${signal}`, { error: errorText(error) });
    }
    const latency = Number((clock.now() - begun) / 1_000_000n);
    telemetry.add('otelcol_loadbalancer_backend_latency_sum', { endpoint }, latency);
    telemetry.add('otelcol_loadbalancer_backend_latency_count', { endpoint }, 1);
    telemetry.add('otelcol_loadbalancer_backend_outcome', { endpoint, success: String(success) }, 1);
  }
  if (errors.length > 0) throw joined(errors);
}

/** One error for all: a refusal for good where one of them is. */
function joined(errors: readonly unknown[]): unknown {
  if (errors.length === 1) return errors[0];
  const cause = errors.find(isPermanent) ?? errors[0];
  return new Error(errors.map(errorText).join('; '), { cause });
}
