/** One run of a lab, graded. */
import type { CollectorEvents, HostedCollector } from '../collector/hosted-collector.ts';
import type { LabRun, RunResult } from '../runtime/lab-runtime.ts';
import type { AttemptEvents, AttemptOptions, AttemptResult, RunAttempt } from './attempt.ts';
import type { RunTelemetry, Verdict } from './check.ts';
import { within } from './deadline.ts';
import { type DriveEnd, driveProgram, messageOf, ProgramUnderDrive } from './drive.ts';
import { judge } from './judge.ts';
import { RunSpans } from './run-spans.ts';
import { seededRandom } from './seeded-random.ts';

/** How long the collector may take to start, and to flush, in ms. Past it, it is taken for dead. */
const COLLECTOR_DEADLINE_MS = 10_000;

/** How long a scenario may go on after the program has ended, in ms: its next call to the program is refused. */
const DRIVE_DEADLINE_MS = 1_000;

/**
 * The order of an attempt: the collector starts; the program runs with the inputs drawn for it while the scenario drives
 * it; once it has ended, the collector flushes; the checks judge what arrived. `stop` ends whichever step is under way.
 * A collector that dies makes the run an `infrastructure-error`: without all the spans there is no verdict.
 */
export const runAttempt: RunAttempt = (options) => {
  const stop = new StopSignal();
  return { result: attempt(options, stop), stop: () => stop.raise() };
};

/** The learner's wish to end the attempt, heard by whoever waits and passed on to the run. */
class StopSignal {
  raised = false;
  #run: LabRun | undefined;
  readonly #raising = Promise.withResolvers<undefined>();

  raise(): void {
    this.raised = true;
    this.#run?.stop();
    this.#raising.resolve(undefined);
  }

  reaches(run: LabRun): void {
    this.#run = run;
    if (this.raised) run.stop();
  }

  /** `undefined` when the stop came first. */
  or<T>(work: Promise<T>): Promise<T | undefined> {
    return Promise.race([work, this.#raising.promise]);
  }
}

async function attempt<Inputs>(options: AttemptOptions<Inputs>, stop: StopSignal): Promise<AttemptResult> {
  const { collector, seed, events, runtime } = options;
  const spans = new RunSpans();
  const hearing = new AbortController();
  const answer = (
    partial: Pick<AttemptResult, 'run' | 'collector'> & Partial<AttemptResult>,
  ): AttemptResult => {
    hearing.abort();
    return {
      seed,
      runtime: runtime.kind,
      status: [],
      counters: [],
      spans: spans.all(),
      verdict: undefined,
      ...partial,
    };
  };

  const config = configOf(options);
  const start = await stop.or(
    withDeadline('start', collector.start(config ?? '', collectorEvents(spans, events, hearing.signal))),
  );
  // A collector that still starts is shut down by the next attempt's start.
  if (start === undefined)
    return answer({ run: stopped, collector: notStarted('stopped before the collector started') });
  if ('failure' in start)
    return answer({ run: infrastructure(start.failure), collector: notStarted(start.failure) });
  if (!start.value.ok) return answer({ run: undefined, collector: start.value });

  const program = await runProgram(options, stop, hearing.signal);
  const flush = stop.raised ? undefined : await stop.or(withDeadline('flush', flushed(collector, stop)));
  if (flush === undefined) {
    // Now: the next attempt may start the collector as soon as this one has answered, and would be shut down by it.
    collector.shutdown().catch(() => undefined);
    return answer({ run: program.result, collector: start.value });
  }
  if ('failure' in flush) return answer({ run: infrastructure(flush.failure), collector: start.value });
  const { status, counters } = flush.value;
  const left = { spans: spans.all(), collectorConfig: config, counters };
  const verdict = stop.raised ? undefined : verdictOn(program, options, left);
  return answer({ run: program.result, collector: start.value, status, counters, verdict });
}

/** What the program left behind, and with what it was driven. */
interface ProgramEnd<Inputs> {
  readonly result: RunResult;
  readonly drive: DriveEnd;
  readonly inputs?: Inputs;
}

async function runProgram<Inputs>(
  { lab, files, runtime, collector, seed, events, run: runOptions }: AttemptOptions<Inputs>,
  stop: StopSignal,
  over: AbortSignal,
): Promise<ProgramEnd<Inputs>> {
  let inputs: Inputs;
  let launch: ReturnType<typeof lab.scenario.launch>;
  try {
    inputs = lab.scenario.draw(seededRandom(seed));
    launch = lab.scenario.launch(inputs);
  } catch (error) {
    const message = messageOf(error);
    return {
      result: infrastructure(`the lab's scenario broke: ${message}`),
      drive: { outcome: 'defect', message },
    };
  }
  const program = new ProgramUnderDrive();
  let run: LabRun;
  try {
    run = runtime.run(
      { files, entry: lab.definition.entry, ...launch },
      {
        output(stream, text) {
          if (!over.aborted) events?.output?.(stream, text);
        },
        // A collector that died is noticed when it is to flush; the program finds nobody listening.
        request: (port, request) => collector.request(port, request).catch(() => undefined),
        listening: (port) => program.opened(port),
      },
      runOptions,
    );
  } catch (error) {
    return { result: infrastructure(messageOf(error)), drive: { outcome: 'refused' }, inputs };
  }
  stop.reaches(run);
  program.begin(run);
  const driving = driveProgram(lab.scenario, inputs, program, run);
  const result = await run.result;
  const drive = await within<DriveEnd, DriveEnd>(DRIVE_DEADLINE_MS, driving, { outcome: 'refused' });
  return { result, drive, inputs };
}

function verdictOn<Inputs>(
  { result, drive, inputs }: ProgramEnd<Inputs>,
  { lab }: AttemptOptions<Inputs>,
  left: Omit<RunTelemetry, 'inputs'>,
): Verdict | undefined {
  if (drive.outcome === 'defect' || inputs === undefined) {
    const message = drive.outcome === 'defect' ? `the lab's scenario broke: ${drive.message}` : 'no inputs';
    return {
      passed: false,
      results: lab.checks.map(({ id, title }) => ({ id, title, outcome: { status: 'error', message } })),
    };
  }
  if (result.outcome === 'compile-error' || result.outcome === 'infrastructure-error') return undefined;
  // Stopped by the learner, or by the driver whose program refused it: then what arrived is judged.
  if (result.outcome === 'stopped' && drive.outcome !== 'refused') return undefined;
  return judge(lab.checks, { ...left, inputs });
}

function collectorEvents(
  spans: RunSpans,
  events: AttemptEvents | undefined,
  over: AbortSignal,
): CollectorEvents {
  return {
    log(line) {
      if (!over.aborted) events?.collectorLog?.(line);
    },
    traces(data) {
      if (over.aborted) return;
      const added = spans.add(data);
      if (added.length > 0) events?.spans?.(added);
    },
    exchange(exchange) {
      if (!over.aborted) events?.exchange?.(exchange);
    },
  };
}

/** Counters of after the flush, where the collector still has them then. */
async function flushed(
  collector: HostedCollector,
  stop: StopSignal,
): Promise<Pick<AttemptResult, 'status' | 'counters'>> {
  const before = await countersOf(collector);
  if (stop.raised) return before;
  await collector.shutdown();
  const after = await countersOf(collector);
  return after.status.length + after.counters.length > 0 ? after : before;
}

async function countersOf(collector: HostedCollector): Promise<Pick<AttemptResult, 'status' | 'counters'>> {
  return { status: await collector.status(), counters: await collector.counters() };
}

/** A collector that fails or does not answer becomes a value. */
async function withDeadline<T>(
  step: 'start' | 'flush',
  work: Promise<T>,
): Promise<{ readonly value: T } | { readonly failure: string }> {
  const answered = work.then(
    (value) => ({ value }),
    (error: unknown) => ({ failure: `the collector failed to ${step}: ${messageOf(error)}` }),
  );
  return await within(COLLECTOR_DEADLINE_MS, answered, {
    failure: `the collector did not ${step} within ${COLLECTOR_DEADLINE_MS / 1000} s`,
  });
}

/** Files a learner can't have, such as `toString`, are not configurations. */
function configOf<Inputs>({ files, lab }: AttemptOptions<Inputs>): string | undefined {
  const path = lab.definition.collectorConfig;
  return Object.hasOwn(files, path) ? files[path] : undefined;
}

function notStarted(message: string) {
  return { ok: false, errors: [{ message }] } as const;
}

const stopped: RunResult = { outcome: 'stopped', durationMs: 0, droppedOutput: 0 };

function infrastructure(reason: string): RunResult {
  return { outcome: 'infrastructure-error', reason, durationMs: 0, droppedOutput: 0 };
}
