/** The sandbox's frame as the page holds it: opens it, starts workers in it, ends them, notices when it is dead. */

import type { VendorPack } from '../vendor/vendor-pack.ts';
import { FRAME_DOCUMENT } from './frame-document.ts';
import type { FrameCommand, FrameReport, FrameSetup } from './messages.ts';
import { SandboxThread } from './sandbox-thread.ts';

/** A frame that hasn't ended a worker after this long is taken for dead (its process crashed). */
const KILL_PATIENCE_MS = 1_000;
const OPEN_PATIENCE_MS = 10_000;

export class SandboxFrame {
  readonly #element: HTMLIFrameElement;
  readonly #port: MessagePort;
  readonly #threads = new Map<number, SandboxThread>();
  readonly #kills = new Map<number, (acknowledged: boolean) => void>();
  #nextId = 1;
  #dead = false;
  #pack: VendorPack | undefined;

  private constructor(element: HTMLIFrameElement, port: MessagePort) {
    this.#element = element;
    this.#port = port;
  }

  /** Rejects when the document doesn't come up. */
  static open(setup: FrameSetup, container: HTMLElement): Promise<SandboxFrame> {
    const element = document.createElement('iframe');
    element.sandbox.add('allow-scripts');
    element.title = 'Lab sandbox';
    element.hidden = true;
    element.tabIndex = -1;
    element.srcdoc = FRAME_DOCUMENT;
    const { port1, port2 } = new MessageChannel();
    const frame = new SandboxFrame(element, port1);
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        frame.close();
        reject(
          new Error(
            'The sandbox did not open. Does a Content-Security-Policy or an extension block its script?',
          ),
        );
      }, OPEN_PATIENCE_MS);
      port1.onmessage = ({ data }: MessageEvent<FrameReport>) => {
        if (data.type === 'ready') {
          clearTimeout(giveUp);
          resolve(frame);
        } else frame.#report(data);
      };
      element.addEventListener('load', () => element.contentWindow?.postMessage(setup, '*', [port2]), {
        once: true,
      });
      container.append(element);
    });
  }

  /** Whether the frame failed to answer, or was closed; it can't be used any more. */
  get dead(): boolean {
    return this.#dead;
  }

  /** Starts a worker that has the packages of `pack`, evaluates those of `preload` at once and then waits for a program. */
  spawn(pack: VendorPack, preload: readonly string[]): SandboxThread {
    if (this.#pack !== pack) this.#send({ type: 'pack', pack });
    this.#pack = pack;
    const id = this.#nextId++;
    const { port1, port2 } = new MessageChannel();
    const thread = new SandboxThread(port1, () => this.#kill(id));
    this.#threads.set(id, thread);
    this.#send({ type: 'spawn', id, preload }, [port2]);
    return thread;
  }

  close(): void {
    this.#dead = true;
    for (const thread of this.#threads.values()) thread.fail('the sandbox was closed');
    this.#threads.clear();
    for (const settle of [...this.#kills.values()]) settle(false);
    this.#port.close();
    this.#element.remove();
  }

  #kill(id: number): Promise<boolean> {
    if (!this.#threads.delete(id) || this.#dead) return Promise.resolve(!this.#dead);
    return new Promise((resolve) => {
      const settle = (acknowledged: boolean): void => {
        clearTimeout(patience);
        this.#kills.delete(id);
        if (!acknowledged) this.#dead = true;
        resolve(acknowledged);
      };
      const patience = setTimeout(() => settle(false), KILL_PATIENCE_MS);
      this.#kills.set(id, settle);
      this.#send({ type: 'kill', id });
    });
  }

  #report(report: FrameReport): void {
    if (report.type === 'killed') this.#kills.get(report.id)?.(true);
    else if (report.type === 'failed') this.#threads.get(report.id)?.fail(report.reason);
  }

  #send(command: FrameCommand, transfer: Transferable[] = []): void {
    this.#port.postMessage(command, transfer);
  }
}
