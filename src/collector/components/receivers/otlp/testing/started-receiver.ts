import type { PartialSuccess } from '../../../../../otlp/model.ts';
import { decodeStruct } from '../../../../config/decode.ts';
import { parseYaml } from '../../../../config/parse-yaml.ts';
import { VirtualNetwork } from '../../../../hosts/virtual-network.ts';
import type { HttpRequest, HttpResponse } from '../../../../http.ts';
import type { ComponentContext, Receiver } from '../../../../pipeline/component.ts';
import type { CarriedSignal, Consumer, SignalData } from '../../../../pipeline/consumer.ts';
import { ManualClock } from '../../../../pipeline/manual-clock.ts';
import { testContext } from '../../../../testing/test-context.ts';
import { otlpReceiverSchema } from '../config.ts';
import { createOtlpReceiver } from '../otlp-receiver.ts';

export interface StartedReceiver {
  readonly instance: Receiver;
  readonly network: VirtualNetwork;
  readonly clock: ManualClock;
  readonly context: ComponentContext;
  readonly lines: readonly string[];
  /** What the pipelines were handed. */
  readonly taken: { readonly [S in CarriedSignal]: SignalData[S][] };
  /** A POST to port 4318, changed as given. */
  send(request: Partial<HttpRequest>): Promise<HttpResponse>;
  /** The receiver's counters that aren't 0: "accepted_spans http 3". */
  counters(): readonly string[];
}

/** A receiver of every signal whose pipelines take all, or fail with an error, or answer with a partial success. */
export async function startedReceiver(
  protocols: string,
  answer: { readonly fail?: unknown; readonly partial?: PartialSuccess } = {},
): Promise<StartedReceiver> {
  const network = new VirtualNetwork();
  const clock = new ManualClock();
  const { context, lines } = testContext({ id: 'otlp', network, clock });
  const { config, problems } = decodeStruct(otlpReceiverSchema, parseYaml(`protocols: ${protocols}`));
  if (problems.length > 0) throw new Error(`bad configuration: ${JSON.stringify(problems)}`);
  const taken = { traces: [], metrics: [], logs: [], profiles: [] } as StartedReceiver['taken'];
  const consumer = <S extends CarriedSignal>(signal: S): Consumer<S> => ({
    mutatesData: false,
    async consume(data) {
      if ('fail' in answer) throw answer.fail;
      taken[signal].push(data);
      return answer.partial;
    },
  });
  const instance = createOtlpReceiver(config, context, {
    traces: consumer('traces'),
    metrics: consumer('metrics'),
    logs: consumer('logs'),
    profiles: consumer('profiles'),
  });
  await instance.start?.();
  return {
    instance,
    network,
    clock,
    context,
    lines,
    taken,
    async send(request) {
      const whole = { method: 'POST', path: '/v1/traces', headers: {}, body: new Uint8Array(), ...request };
      const response = await network.deliver(4318, whole);
      if (response === undefined) throw new Error('nothing listens on 4318');
      return response;
    },
    counters: () =>
      context.telemetry
        .values()
        .filter(({ value }) => value !== 0)
        .map(({ name, attributes, value }) =>
          [name.replace('otelcol_receiver_', ''), attributes.transport, attributes.fault, value]
            .filter((part) => part !== undefined)
            .join(' '),
        ),
  };
}
