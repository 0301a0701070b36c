/**
 * Runs a lab's attempts: loads what they need on first need, and makes anew what failed. One attempt at a time. A run
 * that breaks down in one place, which is not the learner's doing, is repeated in another, once.
 */
import type { HostedCollector } from '../../collector/hosted-collector.ts';
import type { AttemptEvents, AttemptResult, GradedLab, RunAttempt } from '../../grading/attempt.ts';
import type { LabFiles, LabRuntime, RunOptions } from '../../runtime/lab-runtime.ts';
import type { RunPlace } from '../runtimes/runtime-choice.ts';
import { loadOnce } from './load-once.ts';

/** Said in words when a run meets them. */
export const runLimits = { unresponsiveAfterMs: 5_000, timeoutMs: 60_000 } as const satisfies RunOptions;

/** What an attempt needs; each loads code that no page should carry before it is wanted. */
export interface SessionParts {
  lab(): Promise<GradedLab>;
  /** Of the session: disposed of with it. */
  embedded(): Promise<LabRuntime>;
  /** Of the page, booted: only used here. */
  webcontainer(): Promise<LabRuntime>;
  collector(): Promise<HostedCollector>;
  runAttempt(): Promise<RunAttempt>;
}

export interface SessionRequest {
  readonly files: LabFiles;
  readonly seed: number;
  readonly place: RunPlace;
  /** Where it is repeated when the place breaks down; `undefined`: nowhere. */
  readonly fallback?: RunPlace | undefined;
  readonly events: AttemptEvents & {
    /** Everything is loaded; the attempt begins. */
    started?(place: RunPlace): void;
    /** The attempt came to nothing; what it told is void, and it begins again. `reason` is for people, in English. */
    repeated?(reason: string): void;
  };
}

export interface SessionRun {
  /** Rejects when a part could not be loaded; `undefined` when it was stopped before it began. */
  readonly result: Promise<AttemptResult | undefined>;
  stop(): void;
  /** The place is known to be gone: the attempt in it is given up. No-op in other places. */
  lose(reason: string): void;
}

export interface LabSession {
  /**
   * Loads and warms what the first run needs there, by the lab's files as they are now; resolves with the lab. May be
   * called again after a failure.
   */
  prepare(place: RunPlace, files?: LabFiles): Promise<GradedLab>;
  /** The attempt before must have ended. */
  run(request: SessionRequest): SessionRun;
  dispose(): Promise<void>;
}

export function createLabSession(parts: SessionParts): LabSession {
  /** What the next run will probably have. */
  let latest: LabFiles = {};
  const lab = loadOnce(parts.lab);
  const runAttempt = loadOnce(parts.runAttempt);
  const collector = loadOnce(parts.collector, (loaded) => loaded.dispose());
  const embedded = loadOnce(
    async () => {
      const runtime = await parts.embedded();
      await runtime.prepare(latest).catch(async (error: unknown) => {
        await runtime.dispose();
        throw error;
      });
      return runtime;
    },
    (loaded) => loaded.dispose(),
  );

  const load = async (place: RunPlace) => {
    const [loadedLab, runtime, loadedCollector, start] = await Promise.all([
      lab.get(),
      place === 'embedded' ? embedded.get() : parts.webcontainer(),
      collector.get(),
      runAttempt.get(),
    ]);
    return { lab: loadedLab, runtime, collector: loadedCollector, runAttempt: start };
  };

  /** What broke once is not trusted again: the next run gets a new collector, and a new runtime if that is ours. */
  const drop = async (place: RunPlace): Promise<void> => {
    await Promise.all([collector.drop(), place === 'embedded' && embedded.drop()]);
  };

  return {
    async prepare(place, files = latest) {
      latest = files;
      if (place === 'embedded') return (await load(place)).lab;
      // The container comes when it comes.
      const [loaded] = await Promise.all([lab.get(), collector.get(), runAttempt.get()]);
      return loaded;
    },
    run({ files, seed, place, fallback, events }) {
      latest = files;
      let stopped = false;
      let at: RunPlace = place;
      let lost: string | undefined;
      let stopAttempt = (): void => {};

      const attempt = async (): Promise<AttemptResult | undefined> => {
        const { runAttempt: start, ...loaded } = await load(at);
        if (stopped) return undefined;
        events.started?.(at);
        const running = start({ ...loaded, files, seed, events, run: runLimits });
        stopAttempt = running.stop;
        if (lost !== undefined && at === place) running.stop();
        const result = await running.result;
        if (result.run?.outcome === 'infrastructure-error') await drop(at);
        return result;
      };
      const withFallback = async (): Promise<AttemptResult | undefined> => {
        const first = await attempt();
        if (stopped || !first) return first;
        const broken = brokenDown(first, lost);
        if (broken.run?.outcome !== 'infrastructure-error') return first;
        if (fallback === undefined || fallback === place) return broken;
        at = fallback;
        events.repeated?.(broken.run.reason);
        return await attempt();
      };
      return {
        result: withFallback(),
        stop() {
          stopped = true;
          stopAttempt();
        },
        lose(reason) {
          if (at !== 'webcontainer' || lost !== undefined) return;
          lost = reason;
          stopAttempt();
        },
      };
    },
    async dispose() {
      await Promise.all([collector.drop(), embedded.drop()]);
    },
  };
}

/** An attempt that was ended because its place was lost has not been stopped by the learner. */
function brokenDown(result: AttemptResult, lost: string | undefined): AttemptResult {
  const { run } = result;
  if (lost === undefined || run?.outcome !== 'stopped') return result;
  return { ...result, run: { ...run, outcome: 'infrastructure-error', reason: lost } };
}
