/**
 * The WebContainer client of this page. It remembers for ever what it once began (a frame, a boot that may never end), so
 * that a client that hangs can only be left: a fresh copy of the module is imported in its place.
 */

import { clientUrl } from 'virtual:webcontainer';
import type { WebContainer } from '@webcontainer/api';
import { BootError } from './boot-failure.ts';

type ClientModule = typeof import('@webcontainer/api');

/** Where the client finds the engine. */
export const ENGINE_ORIGIN = 'https://stackblitz.com';

export class Client {
  readonly #module: ClientModule;
  #frame: HTMLIFrameElement | undefined;
  #frameUrl = '';
  #booting: Promise<WebContainer> | undefined;
  /** Somebody waits for the boot. */
  #isWanted = false;
  /** The engine in the frame has answered; it won't be asked a second time by this client. */
  initialized = false;

  private constructor(module: ClientModule) {
    this.#module = module;
  }

  /** A copy that has not booted yet. Throws a `BootError` when it can't be loaded. */
  static async load(apiKey: string): Promise<Client> {
    let module: ClientModule;
    try {
      module = (await import(/* @vite-ignore */ `${clientUrl}#${++copies}`)) as ClientModule;
    } catch (cause) {
      const code = navigator.onLine ? 'blocked' : 'offline';
      throw new BootError({ code, stage: 'client', detail: `The client did not load: ${String(cause)}` });
    }
    if (apiKey !== '') module.configureAPIKey(apiKey);
    return new Client(module);
  }

  /** Goes on with the boot that was given up, where there is one. `onFrame` is called when the frame is there. */
  boot(workdirName: string, onFrame: (frame: HTMLIFrameElement) => void): Promise<WebContainer> {
    this.#isWanted = true;
    if (this.#frame === undefined) this.#watchForFrame(onFrame);
    else {
      onFrame(this.#frame);
      if (this.#booting !== undefined) this.#frame.src = this.#frameUrl;
    }
    this.#booting ??= this.#boot(workdirName).finally(() => {
      this.#booting = undefined;
    });
    return this.#booting;
  }

  /** What the frame is loading is not waited for any longer. `boot` may still be called again. */
  pause(): void {
    this.#isWanted = false;
    if (this.#frame !== undefined) this.#frame.src = 'about:blank';
  }

  /** This copy is of no more use. */
  leave(): void {
    this.#isWanted = false;
    this.#frame?.remove();
  }

  async #boot(workdirName: string): Promise<WebContainer> {
    const container = await this.#module.WebContainer.boot({ coep: 'require-corp', workdirName });
    if (this.#isWanted) return container;
    container.teardown();
    throw new Error('The container came when nobody waited for it any more');
  }

  #watchForFrame(onFrame: (frame: HTMLIFrameElement) => void): void {
    const observer = new MutationObserver((changes) => {
      const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
      const frame = added.find(
        (node) => node instanceof HTMLIFrameElement && node.src.startsWith(`${ENGINE_ORIGIN}/`),
      );
      if (frame === undefined) return;
      observer.disconnect();
      this.#frame = frame as HTMLIFrameElement;
      this.#frameUrl = this.#frame.src;
      onFrame(this.#frame);
    });
    observer.observe(document.body, { childList: true });
  }
}

let copies = 0;
