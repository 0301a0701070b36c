import type { PartialSuccess, TracesData } from '../../../../otlp/model.ts';
import { countSpans } from '../../../../otlp/spans.ts';
import type { ComponentContext, Receiver } from '../../../pipeline/component.ts';
import type { ConsumeContext, Consumer } from '../../../pipeline/consumer.ts';
import { type Listener, parseEndpoint } from '../../../pipeline/network.ts';
import type { OtlpReceiverConfig } from './config.ts';
import { bodyLimit, otlpHttpHandler } from './http-handler.ts';

/** Listens for OTLP and hands what comes in to the pipelines. */
export function createOtlpReceiver(
  config: OtlpReceiverConfig,
  context: ComponentContext,
  next: { readonly traces?: Consumer<'traces'> },
): Receiver {
  const { grpc, http } = config.protocols;
  const { logger, network } = context;
  let listener: Listener | undefined;
  return {
    async start() {
      if (grpc !== undefined) {
        const fields = { endpoint: grpc.endpoint };
        logger.log(
          'warn',
          'GRPC is known, but not implemented here: nothing listens on this endpoint',
          fields,
        );
      }
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
      const handler = otlpHttpHandler(http, (data, consumed) => receive(data, consumed));
      listener = await network.listen(parseEndpoint(http.endpoint), handler, {
        maxBodyBytes: bodyLimit(http),
      });
      logger.log('info', 'Starting HTTP server', { endpoint: listener.address });
    },
    async shutdown() {
      await listener?.close();
    },
  };

  async function receive(data: TracesData, consumed: ConsumeContext): Promise<PartialSuccess | undefined> {
    const spans = countSpans(data);
    if (spans === 0 || next.traces === undefined) return undefined;
    const attributes = { receiver: context.id, transport: 'http' };
    try {
      const partial = await next.traces.consume(data, consumed);
      context.telemetry.add('otelcol_receiver_accepted_spans', attributes, spans);
      context.telemetry.add('otelcol_receiver_refused_spans', attributes, 0);
      return partial;
    } catch (error) {
      context.telemetry.add('otelcol_receiver_accepted_spans', attributes, 0);
      context.telemetry.add('otelcol_receiver_refused_spans', attributes, spans);
      throw error;
    }
  }
}
