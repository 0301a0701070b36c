import type { ComponentContext, Receiver } from '../../../pipeline/component.ts';
import {
  type CarriedSignal,
  type Consumer,
  emptyContext,
  type SignalData,
} from '../../../pipeline/consumer.ts';
import { signals } from '../../../pipeline/signals.ts';
import { Chance } from './chance.ts';
import { spansPerTrace, type TelemetryGeneratorConfig } from './config.ts';
import { LogSource } from './log-source.ts';
import { MetricSource } from './metric-source.ts';
import { Pace } from './pace.ts';
import { sceneryOf } from './scenery.ts';
import { TraceSource } from './trace-source.ts';

type Next = { readonly [S in CarriedSignal]?: Consumer<S> };

/** Spans, points or records handed over at once. */
const MOST_ITEMS = 10_000;

/** Makes one signal and hands it on. */
interface Stream {
  readonly pace: Pace;
  /** Resolves when the pipeline has taken or refused what fell due. */
  send(times: readonly bigint[]): Promise<void>;
  /** Notes as refused what fell due while the pipeline hadn't taken the items before. */
  skip(times: readonly bigint[]): void;
  underWay: Promise<void> | undefined;
}

/** Makes telemetry as long as the collector runs. */
export function createTelemetryGenerator(
  config: TelemetryGeneratorConfig,
  context: ComponentContext,
  next: Next,
): Receiver {
  const { clock, logger } = context;
  const scenery = sceneryOf(config);
  const streams: Stream[] = [];
  let cancel: () => void = () => undefined;

  /** Numbers for each signal of its own, so that one doesn't change with another's rate. */
  const chance = (signal: number): Chance => new Chance(config.seed * 4 + signal);

  function stream<S extends CarriedSignal>(
    signal: S,
    section: { readonly rate: number; readonly count: number },
    source: { make(times: readonly bigint[]): SignalData[S] },
    itemsEach = 1,
  ): void {
    const consumer = next[signal] as Consumer<S> | undefined;
    if (consumer === undefined) return;
    const { count, items } = signals[signal];
    const attributes = { receiver: context.id, transport: 'internal' };
    const note = (accepted: number, refused: number): void => {
      context.telemetry.add(`otelcol_receiver_accepted_${items}`, attributes, accepted);
      context.telemetry.add(`otelcol_receiver_refused_${items}`, attributes, refused);
      // Its own failures are told apart from refusals only with the gate receiverhelper.newReceiverMetrics.
      context.telemetry.add(`otelcol_receiver_failed_${items}`, attributes, 0);
    };
    let refusing = false;
    streams.push({
      pace: new Pace(clock.now(), section.rate, section.count, MOST_ITEMS / itemsEach),
      underWay: undefined,
      async send(times) {
        const data = source.make(times);
        const number = count(data);
        try {
          await consumer.consume(data, emptyContext);
          note(number, 0);
          refusing = false;
        } catch (error) {
          note(0, number);
          // Once for each time it begins: at thousands of items a second the log would be of no use.
          if (!refusing) {
            const reason = error instanceof Error ? error.message : String(error);
            logger.log('warn', 'The pipeline refuses what is generated', { signal, error: reason });
          }
          refusing = true;
        }
      },
      skip(times) {
        note(0, count(source.make(times)));
      },
    });
  }

  function tick(): void {
    const now = clock.now();
    for (const each of streams) {
      const times = each.pace.due(now);
      if (times.length === 0) continue;
      if (each.underWay !== undefined) {
        each.skip(times);
        continue;
      }
      each.underWay = each.send(times).finally(() => {
        each.underWay = undefined;
      });
    }
    if (streams.some(({ pace }) => !pace.over)) cancel = clock.setTimer(config.interval, tick);
  }

  return {
    async start() {
      const { traces, metrics, logs } = config;
      stream('traces', traces, new TraceSource(traces, scenery, chance(0)), spansPerTrace(traces));
      stream('metrics', metrics, new MetricSource(metrics, scenery, chance(1), clock.now()));
      stream('logs', logs, new LogSource(logs, scenery, chance(2)));
      cancel = clock.setTimer(config.interval, tick);
    },
    async shutdown() {
      cancel();
      await Promise.all(streams.map(({ underWay }) => underWay));
    },
  };
}
