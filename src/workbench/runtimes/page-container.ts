/**
 * The one WebContainer a page can have, shared by its labs. Its runtime is code that no page carries before it is wanted;
 * a failure to load that looks like any other failure to boot.
 */
import type { LabFiles, LabRuntime } from '../../runtime/lab-runtime.ts';
import type { Shell, ShellOptions } from '../../runtime/webcontainer/shell.ts';
import type {
  ContainerStatus,
  WebContainerRuntime,
} from '../../runtime/webcontainer/webcontainer-runtime.ts';

export interface PageContainer {
  readonly status: ContainerStatus;
  /** Calls back on every change. Returns how to stop that. */
  onStatus(listener: (status: ContainerStatus) => void): () => void;
  /** Boots; after a failure, once more. Nothing while it boots or is ready. */
  boot(): void;
  /** Once it is ready. */
  runtime(): Promise<LabRuntime>;
  /** A shell over the lab's files. Rejects when there is no container. */
  openShell(files: LabFiles, options: ShellOptions): Promise<Shell>;
}

type ContainerRuntime = Pick<
  WebContainerRuntime,
  keyof LabRuntime | 'status' | 'onStatus' | 'retry' | 'openShell'
>;

export function createPageContainer(load: () => Promise<ContainerRuntime>): PageContainer {
  const listeners = new Set<(status: ContainerStatus) => void>();
  let status: ContainerStatus = { state: 'off' };
  let loaded: Promise<ContainerRuntime> | undefined;

  const show = (next: ContainerStatus): void => {
    status = next;
    for (const listener of listeners) listener(next);
  };
  const loading = async (): Promise<ContainerRuntime> => {
    const runtime = await load();
    runtime.onStatus(show);
    return runtime;
  };
  const boot = async (): Promise<void> => {
    const again = status.state === 'failed' && loaded !== undefined;
    show({ state: 'booting', stage: 'client' });
    loaded ??= loading();
    let runtime: ContainerRuntime;
    try {
      runtime = await loaded;
    } catch (error) {
      loaded = undefined;
      const code = navigator.onLine === false ? 'offline' : 'blocked';
      return show({ state: 'failed', failure: { code, stage: 'client', detail: String(error) } });
    }
    try {
      await (again ? runtime.retry() : runtime.prepare());
    } catch (error) {
      // Most failures have been shown as they happened; what remains is no state to be left in.
      if (status.state !== 'failed')
        show({ state: 'failed', failure: { code: 'crashed', stage: 'furnish', detail: String(error) } });
    }
  };
  const the = (): Promise<ContainerRuntime> =>
    loaded ?? Promise.reject(new Error('The WebContainer has not been booted'));

  return {
    get status() {
      return status;
    },
    onStatus(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    boot() {
      if (status.state === 'off' || status.state === 'failed') void boot();
    },
    runtime: the,
    openShell: async (files, options) => await (await the()).openShell(files, options),
  };
}

let page: PageContainer | undefined;

export function pageContainer(): PageContainer {
  page ??= createPageContainer(async () => {
    const { WebContainerRuntime } = await import('../../runtime/webcontainer/webcontainer-runtime.ts');
    return new WebContainerRuntime();
  });
  return page;
}
