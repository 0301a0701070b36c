/** Where labs run, as plain data: what the site, the lab and the learner say, and what follows for the next run. */
import type { LabDefinition } from '../../grading/lab.ts';
import type { BootFailureCode } from '../../runtime/webcontainer/boot/boot-failure.ts';
import type { ContainerStatus } from '../../runtime/webcontainer/webcontainer-runtime.ts';

export const runtimeChoices = ['auto', 'embedded', 'webcontainer'] as const;
/** `auto`: the WebContainer once it has booted, the embedded runtime until then and wherever it can't boot. */
export type RuntimeChoice = (typeof runtimeChoices)[number];

/** The operator's word: what a learner who has chosen nothing gets, or no WebContainers at all. */
export type SiteRuntime = RuntimeChoice | 'embedded-only';

/** Where a run really is. */
export type RunPlace = Exclude<RuntimeChoice, 'auto'>;

export interface RuntimeState {
  readonly site: SiteRuntime;
  readonly requires: LabDefinition['requires'];
  /** The learner's, or the site's default. */
  readonly choice: RuntimeChoice;
  readonly container: ContainerStatus;
  /** Runs that broke down in the container since the page was loaded. */
  readonly breakdowns: number;
}

/** Why a run has no place. */
export type NoPlace = 'switched-off' | BootFailureCode;

export type Placement =
  | { readonly kind: 'run'; readonly place: RunPlace }
  /** For the container, which boots. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'none'; readonly why: NoPlace };

/** A container that broke so often is not given runs by `auto` any more. */
const BREAKDOWNS_BORNE = 2;

export function initialRuntime(
  site: SiteRuntime = 'embedded-only',
  requires?: LabDefinition['requires'],
): RuntimeState {
  const choice = site === 'embedded-only' ? 'embedded' : site;
  return { site, requires, choice, container: { state: 'off' }, breakdowns: 0 };
}

/** The lab's word is above the site's, the site's "off" above the learner's choice. */
export function choiceInForce({ site, requires, choice }: RuntimeState): RuntimeChoice {
  return requires ?? (site === 'embedded-only' ? 'embedded' : choice);
}

export function placeOf(runtime: RuntimeState): Placement {
  const { site, container, breakdowns } = runtime;
  const choice = choiceInForce(runtime);
  if (choice === 'embedded') return { kind: 'run', place: 'embedded' };
  if (choice === 'auto') {
    const trusted = container.state === 'ready' && breakdowns < BREAKDOWNS_BORNE;
    return { kind: 'run', place: trusted ? 'webcontainer' : 'embedded' };
  }
  if (site === 'embedded-only') return { kind: 'none', why: 'switched-off' };
  if (container.state === 'ready') return { kind: 'run', place: 'webcontainer' };
  return container.state === 'failed' ? { kind: 'none', why: container.failure.code } : { kind: 'wait' };
}

/** A container would be of use, and none has been asked for. */
export function wantsContainer(runtime: RuntimeState): boolean {
  return (
    runtime.site !== 'embedded-only' &&
    runtime.container.state === 'off' &&
    choiceInForce(runtime) !== 'embedded'
  );
}

/** Trying again may help: what it was may have passed. */
export function mayRetry(why: NoPlace): boolean {
  return why !== 'switched-off' && why !== 'unsupported-browser' && why !== 'not-isolated';
}
