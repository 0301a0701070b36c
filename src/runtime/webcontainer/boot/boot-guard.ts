/**
 * Boots a container or says why there is none. The client's own `boot()` neither rejects nor ends when the network fails:
 * each stage is watched from outside, with a limit of its own.
 */
import type { WebContainer } from '@webcontainer/api';
import { BootError, type BootFailure, type BootFailureCode, type BootStage } from './boot-failure.ts';
import type { BootLimits } from './boot-limits.ts';
import { whyNotHere } from './browser-support.ts';
import { Client, ENGINE_ORIGIN } from './client.ts';

export interface BootRequest {
  readonly apiKey: string;
  readonly workdirName: string;
  readonly limits: BootLimits;
  readonly onStage?: (stage: BootStage) => void;
}

export type BootResult =
  | { readonly ok: true; readonly container: WebContainer }
  | { readonly ok: false; readonly failure: BootFailure };

/** One container a page: so there is one client, kept between boots. */
let client: Client | undefined;

/** Never rejects. Called again after a failure, it tries again, without a reload of the page. */
export async function bootContainer(request: BootRequest): Promise<BootResult> {
  const refusal = whyNotHere(globalThis);
  if (refusal !== undefined) return { ok: false, failure: refusal };
  try {
    request.onStage?.('client');
    client ??= await Client.load(request.apiKey);
    return { ok: true, container: await guarded(client, request) };
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    return { ok: false, failure: error.failure };
  }
}

/** After a crash: what is there can't be used again, not even to boot. */
export function forgetClient(): void {
  client?.leave();
  client = undefined;
}

function guarded(current: Client, { workdirName, limits, onStage }: BootRequest): Promise<WebContainer> {
  return new Promise((resolve, reject) => {
    const guard = new AbortController();
    const { signal } = guard;
    let stage: BootStage = 'load';
    let unreachable: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const finish = (): void => {
      guard.abort();
      clearTimeout(timer);
    };
    const fail = (code: BootFailureCode, detail: string): void => {
      if (signal.aborted) return;
      finish();
      // Up to here the same boot can go on with a frame that is loaded again; behind, it is stuck.
      if (stage === 'load' || stage === 'init') current.pause();
      else forgetClient();
      reject(new BootError({ code, stage, detail }));
    };
    const enter = (next: BootStage, ms: number, code: BootFailureCode, detail: string): void => {
      if (stage !== next || timer === undefined) onStage?.(next);
      stage = next;
      clearTimeout(timer);
      timer = setTimeout(() => fail(code, unreachable ?? detail), ms);
    };
    const enterInit = (): void => {
      const ms = unreachable === undefined ? limits.init : limits.initUnreachable;
      enter('init', ms, 'blocked', 'something else than the engine answered');
    };
    const enterBuild = (): void => enter('build', limits.build, 'timed-out', 'the engine does not go on');

    const watchFrame = (frame: HTMLIFrameElement): void => {
      if (current.initialized) {
        enterBuild();
        return;
      }
      frame.addEventListener('load', () => stage === 'load' && enterInit(), { signal });
      frame.addEventListener('error', () => fail('blocked', 'the frame did not load'), { signal });
      addEventListener(
        'message',
        ({ origin, source, data }: MessageEvent) => {
          const ours = origin === ENGINE_ORIGIN && source === frame.contentWindow;
          if (!ours || (data as { type?: unknown } | null)?.type !== 'init') return;
          current.initialized = true;
          enterBuild();
        },
        { signal },
      );
    };
    document.addEventListener(
      'securitypolicyviolation',
      ({ effectiveDirective, blockedURI }) => {
        if (/^(frame|child)-src$/.test(effectiveDirective) && blockedURI.startsWith(ENGINE_ORIGIN)) {
          fail('blocked', `the page's own policy has no ${effectiveDirective} for ${ENGINE_ORIGIN}`);
        }
      },
      { signal },
    );

    enter('load', limits.load, 'timed-out', 'the frame does not load');
    current.boot(workdirName, watchFrame).then(
      (container) => {
        if (signal.aborted) return;
        finish();
        resolve(container);
      },
      (error: unknown) => {
        const detail = error instanceof Error ? error.message : String(error);
        fail(/crossOriginIsolated|SharedArrayBuffer/.test(detail) ? 'not-isolated' : 'crashed', detail);
      },
    );
    if (current.initialized) return;
    // A hint: a policy may forbid the probe and allow the frame.
    fetch(`${ENGINE_ORIGIN}/headless`, { mode: 'no-cors', cache: 'no-store', signal }).catch(
      (error: unknown) => {
        if (signal.aborted || (stage !== 'load' && stage !== 'init')) return;
        unreachable = `${ENGINE_ORIGIN} can't be reached: ${String(error)}`;
        enter(stage, limits.initUnreachable, 'blocked', unreachable);
      },
    );
  });
}
