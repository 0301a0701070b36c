/** A scenario at work on a running program. */
import { LabRequestError, type LabRun } from '../runtime/lab-runtime.ts';
import type { DrivenProgram, Scenario } from './lab.ts';

export type DriveEnd =
  | { readonly outcome: 'done' }
  /** The program did not do its part: it ended or refused a request. What it sent is judged all the same. */
  | { readonly outcome: 'refused' }
  /** The scenario itself broke: a defect of the lab, never of the learner. */
  | { readonly outcome: 'defect'; readonly message: string };

/** The program as the scenario sees it: knows which ports listen, and refuses everything once the program has ended. */
export class ProgramUnderDrive implements DrivenProgram {
  readonly #listening = new Set<number>();
  readonly #waiting = new Map<number, PromiseWithResolvers<void>>();
  #run: LabRun | undefined;
  #ended = false;

  /** To be called by the host when a server of the program begins to listen. */
  opened(port: number): void {
    this.#listening.add(port);
    this.#waiting.get(port)?.resolve();
  }

  /** To be called once the run exists. */
  begin(run: LabRun): void {
    this.#run = run;
    void run.result.then(() => {
      this.#ended = true;
      for (const [port, waiting] of this.#waiting) waiting.reject(new LabRequestError('ECONNREFUSED', port));
    });
  }

  listening(port: number): Promise<void> {
    if (this.#listening.has(port)) return Promise.resolve();
    if (this.#ended) return Promise.reject(new LabRequestError('ECONNREFUSED', port));
    let waiting = this.#waiting.get(port);
    if (waiting === undefined) {
      waiting = Promise.withResolvers<void>();
      // A scenario may have stopped waiting by the time the program ends.
      waiting.promise.catch(() => {});
      this.#waiting.set(port, waiting);
    }
    return waiting.promise;
  }

  request: DrivenProgram['request'] = (port, request) =>
    this.#run === undefined
      ? Promise.reject(new LabRequestError('ECONNREFUSED', port))
      : this.#run.request(port, request);
}

/** Lets the scenario drive; never rejects. A program whose scenario gave up is stopped, as nobody would end it. */
export async function driveProgram<Inputs>(
  scenario: Scenario<Inputs>,
  inputs: Inputs,
  program: ProgramUnderDrive,
  run: LabRun,
): Promise<DriveEnd> {
  try {
    await scenario.drive?.(program, inputs);
    return { outcome: 'done' };
  } catch (error) {
    run.stop();
    return error instanceof LabRequestError
      ? { outcome: 'refused' }
      : { outcome: 'defect', message: messageOf(error) };
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
