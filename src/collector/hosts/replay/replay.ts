import { encodeRequest } from '../../../otlp/export-request.ts';
import type { ConfigInput } from '../../config/config-input.ts';
import type { Environment } from '../../config/expand-env.ts';
import type { FeatureGates } from '../../config/feature-gates.ts';
import type { ComponentStatus, ConfigError } from '../../hosted-collector.ts';
import { Collector } from '../../pipeline/collector.ts';
import { type CarriedSignal, type Consumer, emptyContext } from '../../pipeline/consumer.ts';
import { fanOut } from '../../pipeline/fan-out.ts';
import type { LogSink } from '../../pipeline/logger.ts';
import { ManualClock } from '../../pipeline/manual-clock.ts';
import type { Registry } from '../../pipeline/registry.ts';
import { sfc32 } from '../../pipeline/sfc32.ts';
import { MemoryFiles } from '../memory-files.ts';
import { AnsweringNetwork } from './answering-network.ts';
import { earlier, earliestTime } from './earliest-time.ts';
import type { Arrival } from './read-lines.ts';

const SECOND = 1_000_000_000n;
/** What is made at intervals (metrics of connectors, say) is made once more after the last arrival. */
const AFTERMATH = 60n * SECOND;
/** Nothing that is held is waited for longer than this. */
const LONGEST = 3600n * SECOND;

export interface ReplayOptions {
  readonly config: ConfigInput;
  readonly featureGates?: FeatureGates;
  readonly components: Registry;
  readonly environment: Environment;
  readonly arrivals: readonly Arrival[];
  /** Of all random choices. */
  readonly seed: number;
  /** When the clock starts, ns since the Unix epoch; the earliest time of the data where it isn't given. */
  readonly start?: bigint | undefined;
  /**
   * When the collector is told to shut down, ns after the start. Where it isn't given: a minute after the last arrival,
   * and later while something is held.
   */
  readonly until?: bigint | undefined;
  readonly print: LogSink;
  /** The host's quickest way to let settled promises go on. */
  readonly settle?: () => Promise<void>;
}

/** All that one exporter was handed of one signal. */
export interface ExporterOutput {
  readonly exporter: string;
  readonly signal: CarriedSignal;
  /** OTLP/JSON, one for each delivery. */
  readonly lines: readonly Uint8Array[];
}

export type ReplayOutcome =
  | {
      readonly ok: true;
      /** Of every exporter of every pipeline, in the order of the configuration; without lines where nothing came. */
      readonly outputs: readonly ExporterOutput[];
      readonly status: readonly ComponentStatus[];
      readonly warnings: readonly ConfigError[];
      /** What the pipelines refused, and what would have arrived after the end. */
      readonly refused: readonly { readonly place: string; readonly reason: string }[];
      readonly tooLate: readonly string[];
      /** Virtual time from the start to the shutdown, ns. */
      readonly lasted: bigint;
    }
  | { readonly ok: false; readonly text: string };

/**
 * Feeds recorded telemetry to the pipelines of a configuration on a clock of its own, which jumps from timer to timer:
 * the same input gives the same output, at once. Every pipeline that has a receiver gets all the data of its signal.
 */
export async function replay(options: ReplayOptions): Promise<ReplayOutcome> {
  const clock = new ManualClock(options.start ?? startOf(options.arrivals), options.settle);
  const started = clock.now();
  const recorded = new Recorder();
  const bits = sfc32(options.seed);
  const outcome = await Collector.start(options.config, {
    components: options.components,
    clock,
    environment: options.environment,
    network: new AnsweringNetwork(),
    files: new MemoryFiles(),
    random: () => bits() / 2 ** 32,
    print: options.print,
    backends: {
      traces: () => undefined,
      metrics: () => undefined,
      logs: () => undefined,
      profiles: () => undefined,
    },
    replay: recorded,
    ...(options.featureGates === undefined ? {} : { featureGates: options.featureGates }),
  });
  if (!outcome.ok) return { ok: false, text: outcome.text };
  const { collector, warnings } = outcome;
  const missing = options.arrivals.find(({ signal }) => !recorded.takes(signal));
  if (missing !== undefined) {
    await finish(collector, clock);
    return { ok: false, text: `${missing.place}: no pipeline with a receiver takes ${missing.signal}` };
  }

  const { until } = options;
  const isInTime = ({ at }: Arrival): boolean => until === undefined || at <= until;
  const refused: { place: string; reason: string }[] = [];
  for (const arrival of options.arrivals
    .filter(isInTime)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    await advanceTo(clock, started + arrival.at);
    const handled = recorded.feed(arrival).catch((error: unknown) => {
      refused.push({
        place: arrival.place,
        reason: error instanceof Error ? error.message : String(error),
      });
    });
    // Not waited for longer: an exporter may hold its answer back until the clock has moved.
    await Promise.race([handled, clock.settle()]);
  }
  if (until === undefined) await drain(collector, clock);
  else await advanceTo(clock, started + until);
  const lasted = clock.now() - started;
  await finish(collector, clock);
  return {
    ok: true,
    outputs: recorded.outputs(collector.status()),
    status: collector.status(),
    warnings,
    refused,
    tooLate: options.arrivals.filter((arrival) => !isInTime(arrival)).map(({ place }) => place),
    lasted,
  };
}

/** Stands in for the receivers, and writes down what exporters get. */
class Recorder {
  readonly #entries = new Map<CarriedSignal, Consumer<CarriedSignal>[]>();
  readonly #lines = new Map<string, Uint8Array[]>();

  entry(signal: CarriedSignal, consumer: Consumer<CarriedSignal>): void {
    this.#entries.set(signal, [...(this.#entries.get(signal) ?? []), consumer]);
  }

  exported(exporter: string, signal: CarriedSignal, data: never): void {
    const key = keyOf(exporter, signal);
    const lines = this.#lines.get(key);
    const line = encodeRequest(signal, data, 'json');
    if (lines === undefined) this.#lines.set(key, [line]);
    else lines.push(line);
  }

  takes(signal: CarriedSignal): boolean {
    return this.#entries.has(signal);
  }

  async feed({ signal, data }: Arrival): Promise<void> {
    await fanOut(signal, this.#entries.get(signal) ?? []).consume(data, emptyContext);
  }

  outputs(status: readonly ComponentStatus[]): ExporterOutput[] {
    const outputs = new Map<string, ExporterOutput>();
    for (const { kind, id, pipeline } of status) {
      if (kind !== 'exporter') continue;
      const signal = pipeline.split('/')[0] as CarriedSignal;
      const key = keyOf(id, signal);
      outputs.set(key, { exporter: id, signal, lines: this.#lines.get(key) ?? [] });
    }
    return [...outputs.values()];
  }
}

function keyOf(exporter: string, signal: CarriedSignal): string {
  return `${signal} ${exporter}`;
}

function startOf(arrivals: readonly Arrival[]): bigint {
  return arrivals.reduce((time, { signal, data }) => earlier(time, earliestTime(signal, data)), 0n);
}

async function advanceTo(clock: ManualClock, time: bigint): Promise<void> {
  if (time > clock.now()) await clock.advance(time - clock.now());
}

async function drain(collector: Collector, clock: ManualClock): Promise<void> {
  const last = clock.now();
  await clock.advance(AFTERMATH);
  while (collector.heldBytes > 0 && clock.now() < last + LONGEST) {
    const due = clock.nextDue;
    if (due === undefined) return;
    await advanceTo(clock, due > clock.now() ? due : clock.now() + 1n);
  }
}

/** Shuts the collector down; time goes on for those who wait for it meanwhile. */
async function finish(collector: Collector, clock: ManualClock): Promise<void> {
  let done = false;
  const stopping = collector.shutdown().finally(() => {
    done = true;
  });
  const latest = clock.now() + LONGEST;
  for (;;) {
    // Patience first: timers that fire while components stop would be seen by those that still run.
    for (let turn = 0; turn < 3 && !done; turn++) await Promise.race([stopping, clock.settle()]);
    const due = clock.nextDue;
    if (done || due === undefined || due > latest) break;
    await clock.advance(due - clock.now());
  }
  await stopping;
}
