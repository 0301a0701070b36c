import { describe, expect, it, vi } from 'vitest';
import type { ContainerStatus } from '../../runtime/webcontainer/webcontainer-runtime.ts';
import { createPageContainer } from './page-container.ts';

type Loaded = Awaited<ReturnType<Parameters<typeof createPageContainer>[0]>>;

function fakeRuntime() {
  let tell = (_: ContainerStatus): void => {};
  const runtime = {
    prepare: vi.fn(async () => {}),
    retry: vi.fn(async () => {}),
    onStatus: (listener: typeof tell) => {
      tell = listener;
      return () => {};
    },
  };
  return { runtime: runtime as typeof runtime & Loaded, tell: (status: ContainerStatus) => tell(status) };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('the container of a page', () => {
  it('loads nothing before it is booted, and boots once', async () => {
    const { runtime, tell } = fakeRuntime();
    const load = vi.fn(async () => runtime);
    const container = createPageContainer(load);
    await expect(container.runtime()).rejects.toThrow('not been booted');
    expect(load).not.toHaveBeenCalled();
    container.boot();
    container.boot();
    expect(container.status.state).toBe('booting');
    await settle();
    tell({ state: 'ready' });
    container.boot();
    await settle();
    expect(load).toHaveBeenCalledOnce();
    expect(runtime.prepare).toHaveBeenCalledOnce();
    expect(await container.runtime()).toBe(runtime);
  });

  it('passes failures on, and retries', async () => {
    const { runtime, tell } = fakeRuntime();
    const container = createPageContainer(async () => runtime);
    const seen: string[] = [];
    container.onStatus(({ state }) => seen.push(state));
    runtime.prepare.mockImplementationOnce(async () => {
      tell({ state: 'failed', failure: { code: 'timed-out', stage: 'load', detail: '' } });
      throw new Error('timed out');
    });
    container.boot();
    await settle();
    expect(container.status).toMatchObject({ state: 'failed', failure: { code: 'timed-out' } });
    container.boot();
    await settle();
    expect(runtime.retry).toHaveBeenCalledOnce();
    expect(seen).toEqual(['booting', 'failed', 'booting']);
  });

  it('fails as a boot does when its code can not be loaded, and loads it again', async () => {
    const { runtime } = fakeRuntime();
    const load = vi.fn(async () => runtime).mockRejectedValueOnce(new TypeError('Failed to fetch'));
    const container = createPageContainer(load);
    container.boot();
    await settle();
    expect(container.status).toMatchObject({
      state: 'failed',
      failure: { code: 'blocked', stage: 'client' },
    });
    container.boot();
    await settle();
    expect(load).toHaveBeenCalledTimes(2);
    expect(runtime.prepare).toHaveBeenCalledOnce();
  });
});
