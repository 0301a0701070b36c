import type { PartialSuccess } from '../../../../otlp/model.ts';
import { approximateBytes } from '../../../pipeline/approximate-bytes.ts';
import type { ComponentContext, Receiver } from '../../../pipeline/component.ts';
import type { CarriedSignal, ConsumeContext, Consumer, SignalData } from '../../../pipeline/consumer.ts';
import { type Listener, parseEndpoint } from '../../../pipeline/network.ts';
import { signals } from '../../../pipeline/signals.ts';
import type { OtlpReceiverConfig } from './config.ts';
import { Faults } from './faults.ts';
import { messageLimit, otlpGrpcHandler } from './grpc-handler.ts';
import { bodyLimit, otlpHttpHandler } from './http-handler.ts';
import type { SignalSinks } from './signal-sinks.ts';

type Next = { readonly [S in CarriedSignal]?: Consumer<S> };

/** Listens for OTLP and hands what comes in to the pipelines. */
export function createOtlpReceiver(
  config: OtlpReceiverConfig,
  context: ComponentContext,
  next: Next,
): Receiver {
  const { grpc, http } = config.protocols;
  const { logger, network } = context;
  const listeners: Listener[] = [];
  const faults = new Faults(context.clock, (fault) => {
    context.telemetry.add('academy_receiver_faults', { receiver: context.id, fault: fault.kind }, 1);
    logger.log('warn', 'A fault that was switched on befalls a request', { fault: fault.kind });
  });
  return {
    setFaults: (plan) => faults.set(plan),
    async start() {
      try {
        await startGrpc();
        await startHttp();
      } catch (error) {
        // One that started is of no use without the other.
        await shutdown();
        throw error;
      }
    },
    shutdown,
  };

  async function shutdown(): Promise<void> {
    await Promise.all(listeners.splice(0).map((listener) => listener.close()));
  }

  async function startGrpc(): Promise<void> {
    if (grpc === undefined) return;
    const handler = otlpGrpcHandler(grpc, sinks('grpc'));
    const options = { maxBodyBytes: messageLimit(grpc) };
    const listener = await network.listenGrpc(parseEndpoint(grpc.endpoint), handler, options);
    listeners.push(listener);
    logger.log('info', 'Starting GRPC server', { endpoint: listener.address });
  }

  async function startHttp(): Promise<void> {
    if (http === undefined) return;
    const cors = http.cors;
    if (
      cors !== undefined &&
      (cors.allowed_origins ?? []).length === 0 &&
      (cors.allowed_headers ?? []).length > 0
    ) {
      const text =
        'The CORS configuration specifies allowed headers but no allowed origins, and is therefore ignored.';
      logger.log('warn', text);
    }
    const handler = otlpHttpHandler(http, sinks('http'));
    const options = { maxBodyBytes: bodyLimit(http) };
    const listener = await network.listen(parseEndpoint(http.endpoint), handler, options);
    listeners.push(listener);
    logger.log('info', 'Starting HTTP server', { endpoint: listener.address });
  }

  /** Only signals that a pipeline takes are served. */
  function sinks(transport: string): SignalSinks {
    const sink = <S extends CarriedSignal>(signal: S) => {
      const consumer = next[signal] as Consumer<S> | undefined;
      if (consumer === undefined) return undefined;
      return (data: SignalData[S], consumed: ConsumeContext) =>
        receive(signal, consumer, transport, data, consumed);
    };
    return {
      traces: sink('traces'),
      metrics: sink('metrics'),
      logs: sink('logs'),
      profiles: sink('profiles'),
    };
  }

  async function receive<S extends CarriedSignal>(
    signal: S,
    consumer: Consumer<S>,
    transport: string,
    data: SignalData[S],
    consumed: ConsumeContext,
  ): Promise<PartialSuccess | undefined> {
    const { count, items } = signals[signal];
    const number = count(data);
    if (number === 0) return undefined;
    const attributes = { receiver: context.id, transport };
    const note = (accepted: number, refused: number): void => {
      context.telemetry.add(`otelcol_receiver_accepted_${items}`, attributes, accepted);
      context.telemetry.add(`otelcol_receiver_refused_${items}`, attributes, refused);
      // Its own failures are told apart from refusals only with the gate receiverhelper.newReceiverMetrics.
      context.telemetry.add(`otelcol_receiver_failed_${items}`, attributes, 0);
    };
    // Clients that wait for an exporter without a queue would otherwise fill the memory unnoticed.
    const release = context.memory.hold(approximateBytes(signal, data));
    try {
      const feigned = await faults.next();
      const partial = await consumer.consume(data, consumed);
      note(number, 0);
      return feigned ?? partial;
    } catch (error) {
      note(0, number);
      throw error;
    } finally {
      release();
    }
  }
}
