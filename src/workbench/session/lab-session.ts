/**
 * Runs a lab's attempts: owns the runtime and the collector, loads both on first need and makes them anew after they
 * failed. One attempt at a time.
 */
import type { HostedCollector } from '../../collector/hosted-collector.ts';
import type { AttemptEvents, AttemptResult, GradedLab, RunAttempt } from '../../grading/attempt.ts';
import type { LabFiles, LabRuntime, RunOptions } from '../../runtime/lab-runtime.ts';

/** Said in words when a run meets them. */
export const runLimits = { unresponsiveAfterMs: 5_000, timeoutMs: 60_000 } as const satisfies RunOptions;

/** What an attempt needs; each loads code that no page should carry before it is wanted. */
export interface SessionParts {
  lab(): Promise<GradedLab>;
  runtime(): Promise<LabRuntime>;
  collector(): Promise<HostedCollector>;
  runAttempt(): Promise<RunAttempt>;
}

export interface SessionRequest {
  readonly files: LabFiles;
  readonly seed: number;
  readonly events: AttemptEvents & {
    /** Everything is loaded; the attempt begins. */
    started?(): void;
  };
}

export interface SessionRun {
  /** Rejects when a part could not be loaded; `undefined` when it was stopped before it began. */
  readonly result: Promise<AttemptResult | undefined>;
  stop(): void;
}

export interface LabSession {
  /** Loads and warms what the first run needs; resolves with the lab. May be called again after a failure. */
  prepare(): Promise<GradedLab>;
  /** The attempt before must have ended. */
  run(request: SessionRequest): SessionRun;
  dispose(): Promise<void>;
}

interface Loaded {
  readonly lab: GradedLab;
  readonly runtime: LabRuntime;
  readonly collector: HostedCollector;
  readonly runAttempt: RunAttempt;
}

export function createLabSession(parts: SessionParts): LabSession {
  let loading: Promise<Loaded> | undefined;

  const load = (): Promise<Loaded> => {
    loading ??= loadAll(parts).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };

  /** What broke once is not trusted again: the next run gets a new runtime and a new collector. */
  const drop = async (): Promise<void> => {
    const dropped = loading;
    loading = undefined;
    const loaded = await dropped?.catch(() => undefined);
    loaded?.collector.dispose();
    await loaded?.runtime.dispose();
  };

  return {
    prepare: async () => (await load()).lab,
    run({ files, seed, events }) {
      let stopped = false;
      let stopAttempt = (): void => {};
      const attempt = async (): Promise<AttemptResult | undefined> => {
        const { lab, runtime, collector, runAttempt } = await load();
        if (stopped) return undefined;
        events.started?.();
        const running = runAttempt({ lab, files, runtime, collector, seed, events, run: runLimits });
        stopAttempt = running.stop;
        const result = await running.result;
        if (result.run?.outcome === 'infrastructure-error') await drop();
        return result;
      };
      return {
        result: attempt(),
        stop() {
          stopped = true;
          stopAttempt();
        },
      };
    },
    dispose: drop,
  };
}

async function loadAll(parts: SessionParts): Promise<Loaded> {
  const prepared = async (): Promise<LabRuntime> => {
    const runtime = await parts.runtime();
    await runtime.prepare();
    return runtime;
  };
  const [lab, runtime, collector, runAttempt] = await Promise.allSettled([
    parts.lab(),
    prepared(),
    parts.collector(),
    parts.runAttempt(),
  ]);
  if (
    lab.status === 'fulfilled' &&
    runtime.status === 'fulfilled' &&
    collector.status === 'fulfilled' &&
    runAttempt.status === 'fulfilled'
  ) {
    return {
      lab: lab.value,
      runtime: runtime.value,
      collector: collector.value,
      runAttempt: runAttempt.value,
    };
  }
  if (runtime.status === 'fulfilled') void runtime.value.dispose();
  if (collector.status === 'fulfilled') collector.value.dispose();
  throw [lab, runtime, collector, runAttempt].find((part) => part.status === 'rejected')?.reason;
}
