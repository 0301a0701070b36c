import { CONTENT_TYPES, type Encoding } from '../../../../otlp/encoding.ts';
import { encodeRequest } from '../../../../otlp/export-request.ts';
import { decodeResponse } from '../../../../otlp/export-response.ts';
import { OtlpDecodeError } from '../../../../otlp/otlp-decode-error.ts';
import { OtlpEncodeError } from '../../../../otlp/otlp-encode-error.ts';
import type { HttpHeaders, HttpResponse } from '../../../http.ts';
import type { ComponentContext, Exporter } from '../../../pipeline/component.ts';
import type { CarriedSignal, SignalData } from '../../../pipeline/consumer.ts';
import { ConnectError } from '../../../pipeline/network.ts';
import { permanent } from '../exporter-helper/export-errors.ts';
import { createExporter, type HelperOptions } from '../exporter-helper/exporter-helper.ts';
import { logPartialSuccess } from '../exporter-helper/partial-success.ts';
import { USER_AGENT } from '../exporter-helper/user-agent.ts';
import { withTimeout } from '../exporter-helper/with-timeout.ts';
import { compress } from './compress.ts';
import type { OtlpHttpConfig } from './config.ts';
import { httpFailure, MAX_RESPONSE_BYTES } from './http-failure.ts';
import { endpointAttributes, signalUrl, unusableUrl } from './signal-url.ts';

/** Sends data as OTLP over HTTP (core exporter/otlphttpexporter). */
export function createOtlpHttpExporter(config: OtlpHttpConfig, context: ComponentContext): Exporter {
  const options = <S extends CarriedSignal>(signal: S, own: ComponentContext): HelperOptions<S> => {
    const url = signalUrl(config, signal);
    const sender = new OtlpHttpSender(signal, url, config, own);
    return {
      push: (data) => sender.send(data),
      retry: config.retry_on_failure,
      queue: config.sending_queue,
      attributes: endpointAttributes(url),
    };
  };
  return createExporter(context, {
    traces: (own) => options('traces', own),
    metrics: (own) => options('metrics', own),
    logs: (own) => options('logs', own),
    profiles: (own) => options('profiles', own),
  });
}

/** Makes the requests of one signal. */
class OtlpHttpSender<S extends CarriedSignal> {
  readonly #signal: S;
  readonly #url: string;
  readonly #config: OtlpHttpConfig;
  readonly #context: ComponentContext;
  readonly #encoding: Encoding;
  readonly #headers: HttpHeaders;
  readonly #unusable: string | undefined;

  constructor(signal: S, url: string, config: OtlpHttpConfig, context: ComponentContext) {
    this.#signal = signal;
    this.#url = url;
    this.#config = config;
    this.#context = context;
    this.#encoding = config.encoding === 'json' ? 'json' : 'protobuf';
    this.#headers = Object.fromEntries(
      [...(config.headers ?? [])].map(([name, value]) => [name.toLowerCase(), value]),
    );
    this.#unusable = unusableUrl(url);
  }

  async send(data: SignalData[S]): Promise<void> {
    const { clock, logger } = this.#context;
    logger.log('debug', 'Preparing to make HTTP request', { url: this.#url });
    const encoded = this.#encode(data);
    if (this.#unusable !== undefined) throw this.#noAnswer(this.#unusable);
    const { body, encoding } = await compress(encoded, this.#config.compression);
    const headers = {
      'content-type': CONTENT_TYPES[this.#encoding],
      'user-agent': USER_AGENT,
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
      ...this.#headers,
    };
    const response = await this.#request(headers, body);
    if (response.status < 200 || response.status > 299) throw httpFailure(this.#url, response, clock.now());
    this.#readSuccess(response);
  }

  #encode(data: SignalData[S]): Uint8Array {
    try {
      return encodeRequest(this.#signal, data, this.#encoding);
    } catch (error) {
      // It won't fit the wire the next time either.
      throw error instanceof OtlpEncodeError ? permanent(error) : error;
    }
  }

  async #request(headers: HttpHeaders, body: Uint8Array): Promise<HttpResponse> {
    const { clock, network } = this.#context;
    const { timeout } = this.#config;
    const options = timeout > 0n ? { timeoutNs: timeout } : {};
    try {
      const answer = network.request(this.#url, { method: 'POST', headers, body }, options);
      return await withTimeout(clock, timeout, answer);
    } catch (error) {
      if (!(error instanceof ConnectError)) throw error;
      const late = error.timedOut ? ' (Client.Timeout exceeded while awaiting headers)' : '';
      throw this.#noAnswer(`${error.message}${late}`);
    }
  }

  #noAnswer(reason: string): Error {
    return new Error(`failed to make an HTTP request: Post ${JSON.stringify(this.#url)}: ${reason}`);
  }

  #readSuccess({ headers, body }: HttpResponse): void {
    if (body.length === 0) return;
    const encoding = (['protobuf', 'json'] as const).find(
      (each) => CONTENT_TYPES[each] === headers['content-type'],
    );
    if (encoding === undefined) return;
    try {
      const success = decodeResponse(this.#signal, body.subarray(0, MAX_RESPONSE_BYTES), encoding);
      logPartialSuccess(this.#context.logger, this.#signal, success);
    } catch (error) {
      if (!(error instanceof OtlpDecodeError)) throw error;
      throw permanent(new Error(`error parsing ${encoding} response: ${error.message}`));
    }
  }
}
