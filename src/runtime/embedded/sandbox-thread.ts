/** The page's end of one worker in the sandbox. */
import type { FromThread, ToThread } from './messages.ts';

/** A worker comes up within tens of milliseconds, and answers within one; a busy machine takes longer. */
const READY_PATIENCE_MS = 5_000;
const ANSWER_PATIENCE_MS = 1_000;

export class SandboxThread {
  /** Settles when the worker waits for a program; rejects when it failed to come up. */
  readonly ready: Promise<void>;
  readonly #port: MessagePort;
  readonly #terminate: () => Promise<boolean>;
  #settleReady: { resolve(): void; reject(error: Error): void } = { resolve() {}, reject() {} };
  #receive: (message: FromThread) => void = () => {};
  #killed: Promise<boolean> | undefined;
  readonly #answered: (() => void)[] = [];

  /** `terminate` resolves `false` when the frame didn't do it. */
  constructor(port: MessagePort, terminate: () => Promise<boolean>) {
    this.#port = port;
    this.#terminate = terminate;
    this.ready = new Promise((resolve, reject) => {
      this.#settleReady = { resolve, reject };
    });
    // Whoever waits for it sees the rejection; a spare worker nobody waits for may fail in silence.
    this.ready.catch(() => {});
    port.onmessage = ({ data }: MessageEvent<FromThread>) => {
      if (data.type === 'ready') this.#settleReady.resolve();
      else {
        if (data.type === 'pong') for (const answered of this.#answered.splice(0)) answered();
        this.#receive(data);
      }
    };
  }

  /** Messages of the worker from now on. */
  listen(receive: (message: FromThread) => void): void {
    this.#receive = receive;
  }

  send(message: ToThread, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  /** Whether the worker has come up and answers; one whose frame has crashed doesn't. */
  isAlive(): Promise<boolean> {
    return new Promise((resolve) => {
      let giveUp = setTimeout(() => resolve(false), READY_PATIENCE_MS);
      this.ready.then(
        () => {
          clearTimeout(giveUp);
          giveUp = setTimeout(() => resolve(false), ANSWER_PATIENCE_MS);
          this.#answered.push(() => {
            clearTimeout(giveUp);
            resolve(true);
          });
          this.send({ type: 'ping' });
        },
        () => {
          clearTimeout(giveUp);
          resolve(false);
        },
      );
    });
  }

  fail(reason: string): void {
    this.#settleReady.reject(new Error(reason));
    this.#receive({ type: 'failed', reason });
  }

  /** Ends the worker whatever it does; nothing is heard of it afterwards. Resolves `false` when the frame is dead. */
  kill(): Promise<boolean> {
    this.#receive = () => {};
    this.#port.close();
    this.#settleReady.reject(new Error('the worker was ended'));
    this.#killed ??= this.#terminate();
    return this.#killed;
  }
}
