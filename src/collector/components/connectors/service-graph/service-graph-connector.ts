import type { TracesData } from '../../../../otlp/model.ts';
import type { ComponentContext, Connector } from '../../../pipeline/component.ts';
import { type Consumer, emptyContext } from '../../../pipeline/consumer.ts';
import { ticker } from '../../../pipeline/ticker.ts';
import { valueText } from '../../exporters/debug/value-text.ts';
import { CallMetrics } from './call-metrics.ts';
import type { ServiceGraphConfig } from './config.ts';
import type { Edge } from './edge.ts';
import { EdgeBuilder, type SidedSpan } from './edge-builder.ts';
import { EdgeStore } from './edge-store.ts';

const SERVER = 2;
const CLIENT = 3;
const PRODUCER = 4;
const CONSUMER = 5;
const DEFAULT_CACHE_LOOP = 60_000_000_000n;
const DEFAULT_EXPIRATION_LOOP = 2_000_000_000n;
const COUNTER = 'otelcol_connector_servicegraph_';

/** Pairs the spans of callers and called, and sends what it counts of the calls on as metrics. */
export function createServiceGraphConnector(
  config: ServiceGraphConfig,
  context: ComponentContext,
  next: Consumer<'metrics'>,
): Connector<'traces'> {
  const { clock, logger } = context;
  const { metrics_flush_interval: flushInterval } = config;
  if (flushInterval <= 0n) {
    const warning =
      'MetricsFlushInterval is set to 0, metrics will be flushed on every received batch of traces';
    logger.log('warn', warning);
  }
  const graph = new ServiceGraph(config, context);
  const flush = (): Promise<void> | undefined => {
    const metrics = graph.metrics.collect();
    if (metrics === undefined) return undefined;
    return next.consume(metrics, emptyContext).then(
      () => undefined,
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        logger.log('error', 'failed to flush metrics', { error: reason });
      },
    );
  };
  let stops: (() => void)[] = [];
  return {
    mutatesData: false,
    async start() {
      const { cache_loop: cacheLoop, store_expiration_loop: expirationLoop } = config;
      stops = [
        ticker(clock, cacheLoop > 0n ? cacheLoop : DEFAULT_CACHE_LOOP, () => graph.dropStale()),
        ticker(clock, expirationLoop > 0n ? expirationLoop : DEFAULT_EXPIRATION_LOOP, () => graph.expire()),
      ];
      // Set last, so that what expires at the same time is in the metrics.
      if (flushInterval > 0n) stops.push(ticker(clock, flushInterval, flush));
      logger.log('info', 'Started servicegraphconnector');
    },
    async consume(data) {
      graph.add(data);
      if (flushInterval <= 0n) await flush();
      return undefined;
    },
    async shutdown() {
      // What was counted since the last flush is lost, as in the real one.
      logger.log('info', 'Shutting down servicegraphconnector');
      for (const stop of stops) stop();
      graph.clear();
    },
  };
}

/** Spans in, edges between, counts out. */
class ServiceGraph {
  readonly metrics: CallMetrics;
  readonly #context: ComponentContext;
  readonly #builder: EdgeBuilder;
  readonly #store: EdgeStore;

  constructor(config: ServiceGraphConfig, context: ComponentContext) {
    const { ttl, max_items: maxItems } = config.store;
    this.#context = context;
    this.#builder = new EdgeBuilder(config);
    this.#store = new EdgeStore({ ttl, maxItems }, context.clock, context.memory);
    this.metrics = new CallMetrics(config, context.clock);
  }

  add(data: TracesData): void {
    for (const { resource, scopeSpans } of data.resourceSpans) {
      const name = resource.attributes.get('service.name');
      if (name === undefined) continue;
      const service = valueText(name);
      for (const { spans } of scopeSpans) {
        for (const span of spans) {
          const { kind } = span;
          const messaging = kind === PRODUCER || kind === CONSUMER;
          const sided = { service, resource: resource.attributes, span, messaging };
          if (kind === CLIENT || kind === PRODUCER) this.#addSpan('client', sided, span.spanId);
          else if (kind === SERVER || kind === CONSUMER) this.#addSpan('server', sided, span.parentSpanId);
        }
      }
    }
  }

  #addSpan(side: 'client' | 'server', sided: SidedSpan, clientSpanId: string): void {
    const edge = this.#store.edgeOf(sided.span.traceId, clientSpanId);
    this.#builder[side](edge, sided);
    const { outcome, isNew } = this.#store.settle(edge);
    if (outcome === 'complete') this.#complete(edge);
    const { telemetry } = this.#context;
    if (outcome === 'dropped') telemetry.add(`${COUNTER}dropped_spans`, {}, 1);
    else if (isNew) telemetry.add(`${COUNTER}total_edges`, {}, 1);
  }

  dropStale(): undefined {
    this.metrics.dropStale();
  }

  /** Gives up the edges that have waited too long. */
  expire(): undefined {
    for (const edge of this.#store.takeExpired()) {
      this.#log('edge expired', edge);
      this.#context.telemetry.add(`${COUNTER}expired_edges`, {}, 1);
      this.#builder.completeVirtually(edge, (complete) => this.#complete(complete));
    }
  }

  clear(): void {
    this.#store.clear();
  }

  #complete(edge: Edge): void {
    this.#log('edge completed', edge);
    this.metrics.add(edge);
  }

  #log(message: string, edge: Edge): void {
    this.#context.logger.log('debug', message, {
      client_service: edge.clientService,
      server_service: edge.serverService,
      connection_type: edge.connectionType,
      trace_id: edge.traceId,
    });
  }
}
