/** Says where each run goes, and sees to it that there is a container where one is wanted. Knows no DOM. */
import type { ContainerStatus } from '../../runtime/webcontainer/webcontainer-runtime.ts';
import type { PageContainer } from './page-container.ts';
import {
  mayRetry,
  type Placement,
  placeOf,
  type RunPlace,
  type RuntimeChoice,
  type RuntimeState,
  wantsContainer,
} from './runtime-choice.ts';

export interface RuntimeDeskOptions {
  /** `undefined` where the operator switched WebContainers off. */
  readonly container: PageContainer | undefined;
  /** `auto` may boot a container before anyone asks for it. */
  readonly bootsInBackground: boolean;
  remembered(): RuntimeChoice | undefined;
  remember(choice: RuntimeChoice): void;
  /** Calls back when the page has nothing else to do. */
  whenIdle(action: () => void): void;
}

/** What the desk reads and tells of the workbench. */
export interface DeskView {
  runtime(): RuntimeState;
  isRunning(): boolean;
  chosen(choice: RuntimeChoice): void;
  containerChanged(status: ContainerStatus): void;
}

export interface RuntimeDesk {
  /** The first touch: reads what the learner chose, and boots a container the learner insists on. */
  open(): void;
  choose(choice: RuntimeChoice): void;
  /** After a failure. */
  retry(): void;
  /** Called when nothing of a run would be delayed. */
  idle(): void;
  /** Waits only for a container that the learner or the lab insists on. `undefined` when the run was stopped meanwhile. */
  place(stopping: AbortSignal, waits: () => void): Promise<Exclude<Placement, { kind: 'wait' }> | undefined>;
  dispose(): void;
}

export function createRuntimeDesk(options: RuntimeDeskOptions, view: DeskView): RuntimeDesk {
  const { container } = options;
  const watchers = new Set<() => void>();
  let leave = (): void => {};
  let idling = false;
  let opened = false;

  const changed = (): void => {
    for (const watcher of [...watchers]) watcher();
  };
  const bootIfInsisted = (): void => {
    if (placeOf(view.runtime()).kind === 'wait') container?.boot();
  };
  const nextChange = (stopping: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        watchers.delete(done);
        stopping.removeEventListener('abort', done);
        resolve();
      };
      watchers.add(done);
      stopping.addEventListener('abort', done);
    });

  const idle = (): void => {
    if (idling || !options.bootsInBackground || !wantsContainer(view.runtime())) return;
    idling = true;
    options.whenIdle(() => {
      idling = false;
      // A run that began meanwhile has the machine to itself; its end brings us here again.
      if (!view.isRunning() && wantsContainer(view.runtime())) container?.boot();
    });
  };

  const open = (): void => {
    if (opened) return;
    opened = true;
    if (container) {
      const follow = (status: ContainerStatus): void => {
        view.containerChanged(status);
        changed();
      };
      leave = container.onStatus(follow);
      follow(container.status);
    }
    const choice = options.remembered();
    if (choice !== undefined) view.chosen(choice);
    bootIfInsisted();
  };

  return {
    open,
    choose(choice) {
      options.remember(choice);
      view.chosen(choice);
      bootIfInsisted();
      changed();
      idle();
    },
    retry: () => container?.boot(),
    idle,
    async place(stopping, waits) {
      open();
      const first = placeOf(view.runtime());
      // Whoever presses Run after a failure wants it tried again.
      if (first.kind === 'none' && mayRetry(first.why)) container?.boot();
      for (;;) {
        if (stopping.aborted) return undefined;
        const placement = placeOf(view.runtime());
        if (placement.kind !== 'wait') return placement;
        waits();
        const change = nextChange(stopping);
        if (view.runtime().container.state === 'off') container?.boot();
        await change;
      }
    },
    dispose: () => leave(),
  };
}

/** Places a run may also take when the first one breaks down. */
export function fallback({ requires }: RuntimeState, place: RunPlace): RunPlace | undefined {
  return place === 'webcontainer' && requires !== 'webcontainer' ? 'embedded' : undefined;
}
