import { encodeRequest } from '../../../../otlp/export-request.ts';
import { decodeResponse } from '../../../../otlp/export-response.ts';
import { OtlpDecodeError } from '../../../../otlp/otlp-decode-error.ts';
import { OtlpEncodeError } from '../../../../otlp/otlp-encode-error.ts';
import type { HttpHeaders } from '../../../http.ts';
import type { ComponentContext, Exporter } from '../../../pipeline/component.ts';
import { type CarriedSignal, type SignalData, StatusError } from '../../../pipeline/consumer.ts';
import { ConnectError, type GrpcReply } from '../../../pipeline/network.ts';
import type { CounterAttributes } from '../../../pipeline/self-telemetry.ts';
import { permanent } from '../exporter-helper/export-errors.ts';
import { createExporter, type HelperOptions } from '../exporter-helper/exporter-helper.ts';
import { logPartialSuccess } from '../exporter-helper/partial-success.ts';
import { USER_AGENT } from '../exporter-helper/user-agent.ts';
import { withTimeout } from '../exporter-helper/with-timeout.ts';
import type { OtlpGrpcConfig } from './config.ts';
import { dialledAddress, usesTls } from './grpc-client-config.ts';
import { grpcEncoding } from './grpc-compression.ts';
import { connectFailure, grpcFailure } from './grpc-failure.ts';
import { splitHostPort } from './split-host-port.ts';

const SERVICES: { readonly [S in CarriedSignal]: string } = {
  traces: 'opentelemetry.proto.collector.trace.v1.TraceService',
  metrics: 'opentelemetry.proto.collector.metrics.v1.MetricsService',
  logs: 'opentelemetry.proto.collector.logs.v1.LogsService',
  profiles: 'opentelemetry.proto.collector.profiles.v1development.ProfilesService',
};

/** How often a server is looked for with `wait_for_ready`, ns. */
const READY_INTERVAL = 1_000_000_000n;
const INTERNAL = 13;

/** Sends data as OTLP over gRPC (core exporter/otlpexporter). */
export function createOtlpGrpcExporter(config: OtlpGrpcConfig, context: ComponentContext): Exporter {
  const options = <S extends CarriedSignal>(signal: S, own: ComponentContext): HelperOptions<S> => {
    const sender = new OtlpGrpcSender(signal, config, own);
    return {
      push: (data) => sender.send(data),
      retry: config.retry_on_failure,
      queue: config.sending_queue,
      attributes: endpointAttributes(config.endpoint),
    };
  };
  return createExporter(
    context,
    {
      traces: (own) => options('traces', own),
      metrics: (own) => options('metrics', own),
      logs: (own) => options('logs', own),
      profiles: (own) => options('profiles', own),
    },
    {
      async start() {
        grpcEncoding(config.compression);
      },
    },
  );
}

function endpointAttributes(endpoint: string): CounterAttributes {
  const parts = splitHostPort(endpoint);
  if ('error' in parts) return { 'server.address': endpoint };
  return { 'server.address': parts.host, 'server.port': parts.port };
}

/** Makes the calls of one signal. */
class OtlpGrpcSender<S extends CarriedSignal> {
  readonly #signal: S;
  readonly #config: OtlpGrpcConfig;
  readonly #context: ComponentContext;
  readonly #target: string;
  readonly #metadata: HttpHeaders;

  constructor(signal: S, config: OtlpGrpcConfig, context: ComponentContext) {
    this.#signal = signal;
    this.#config = config;
    this.#context = context;
    this.#target = dialledAddress(config.endpoint);
    this.#metadata = {
      'user-agent': config.user_agent === '' ? USER_AGENT : config.user_agent,
      ...Object.fromEntries([...(config.headers ?? [])].map(([name, value]) => [name.toLowerCase(), value])),
      ...(config.compression === 'gzip' ? { 'grpc-encoding': 'gzip' } : {}),
    };
  }

  async send(data: SignalData[S]): Promise<void> {
    const { clock } = this.#context;
    const message = this.#encode(data);
    let reply: GrpcReply;
    try {
      reply = await withTimeout(clock, this.#config.timeout, this.#call(message));
    } catch (error) {
      throw error instanceof ConnectError ? connectFailure(error) : error;
    }
    if (reply.code !== 0) throw grpcFailure(reply);
    this.#readSuccess(reply);
  }

  #encode(data: SignalData[S]): Uint8Array {
    try {
      return encodeRequest(this.#signal, data, 'protobuf');
    } catch (error) {
      // It won't fit the wire the next time either.
      throw error instanceof OtlpEncodeError ? permanent(new StatusError(INTERNAL, error.message)) : error;
    }
  }

  async #call(message: Uint8Array): Promise<GrpcReply> {
    const { clock, network } = this.#context;
    const { timeout, wait_for_ready: wait } = this.#config;
    const call = { method: `/${SERVICES[this.#signal]}/Export`, metadata: this.#metadata, message };
    const options = { tls: usesTls(this.#config), ...(timeout > 0n ? { timeoutNs: timeout } : {}) };
    const giveUpAt = timeout > 0n ? clock.now() + timeout : undefined;
    for (;;) {
      try {
        return await network.call(this.#target, call, options);
      } catch (error) {
        const over = giveUpAt !== undefined && clock.now() >= giveUpAt;
        if (!wait || over || !(error instanceof ConnectError) || error.timedOut) throw error;
      }
      await new Promise<void>((resolve) => clock.setTimer(READY_INTERVAL, resolve));
    }
  }

  #readSuccess({ message }: GrpcReply): void {
    try {
      const success = decodeResponse(this.#signal, message, 'protobuf');
      const dropped = this.#signal === 'profiles' ? 'dropped_profiles' : undefined;
      logPartialSuccess(this.#context.logger, this.#signal, success, dropped);
    } catch (error) {
      if (!(error instanceof OtlpDecodeError)) throw error;
      const text = `grpc: failed to unmarshal the received message: ${error.message}`;
      throw permanent(new StatusError(INTERNAL, text));
    }
  }
}
