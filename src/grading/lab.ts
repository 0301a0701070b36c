/** What a folder under `labs/` declares. */
import type { HttpRequest, HttpResponse } from '../collector/http.ts';
import type { Check } from './check.ts';
import type { LocalizedText } from './text.ts';

export type Panel = 'output' | 'trace' | 'collector' | 'checks';

/** `lab.ts`, default export. */
export interface LabDefinition {
  /** The folder's name. */
  readonly id: string;
  readonly title: LocalizedText;
  /** What the learner does, in one sentence. */
  readonly teaches: LocalizedText;
  /** Program that is run. */
  readonly entry: string;
  /** The files shown as tabs, in order; `editable` or locked. Other files of the starter exist but are not shown. */
  readonly files: readonly { readonly path: string; readonly editable: boolean }[];
  /** The collector's configuration file, one of the lab's files. */
  readonly collectorConfig: string;
  /** The panel that opens after a run. */
  readonly opens: Panel;
  /** Ids of checks that the untouched starter passes; it must fail all others. */
  readonly starterPasses: readonly string[];
  /** Set where only one runtime will do; the learner can't choose another then, and is told why. */
  readonly requires?: 'embedded' | 'webcontainer';
}

/** Random numbers from a seed; the same seed draws the same inputs. */
export interface Random {
  /** An integer in [min, max]. */
  integer(min: number, max: number): number;
  pick<T>(choices: readonly T[]): T;
  /** Lower-case hex digits. */
  hex(digits: number): string;
}

/** `scenario.ts`, default export: how one attempt is driven. */
export interface Scenario<Inputs> {
  /** Draws the inputs of one attempt. */
  draw(random: Random): Inputs;
  /** The environment and arguments the program is started with. */
  launch(inputs: Inputs): {
    readonly env?: Readonly<Record<string, string>>;
    readonly argv?: readonly string[];
  };
  /** Drives the running program (requests to its servers); absent where the program just runs to its end. */
  drive?(program: DrivenProgram, inputs: Inputs): Promise<void>;
}

export interface DrivenProgram {
  /** Resolves when the program listens on the port; rejects when it ends first. */
  listening(port: number): Promise<void>;
  request(port: number, request: HttpRequest): Promise<HttpResponse>;
}

/** `checks.ts`, default export. */
export type Checks<Inputs> = readonly Check<Inputs>[];

/** `wrong/<slug>/wrong.ts`, default export: an attempt that must be refused. */
export interface WrongAttempt {
  /** The mistake, in one sentence. */
  readonly mistake: string;
  /** Ids of exactly the checks that refuse it. */
  readonly refusedBy: readonly string[];
}
