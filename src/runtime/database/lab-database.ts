/** The page's end of the databases: one worker waits with a database open, one serves the run that is going on. */
import type { DatabaseFiles, DatabaseUrls, FromEngine, ToEngine } from './engine/messages.ts';

export class LabDatabase {
  readonly #urls: DatabaseUrls;
  #files: DatabaseFiles | undefined;
  #spare: DatabaseThread | undefined;

  constructor(urls: DatabaseUrls) {
    this.#urls = urls;
  }

  /** Opens a database in the background; settles when it is open. Rejects with the reason when it can't be. */
  warm(): Promise<void> {
    return this.#keepSpare().ready;
  }

  /** A database that nobody has used, open or about to be. */
  take(): DatabaseThread {
    const taken = this.#keepSpare();
    this.#spare = undefined;
    return taken;
  }

  dispose(): void {
    this.#spare?.end();
    this.#spare = undefined;
  }

  #keepSpare(): DatabaseThread {
    // One that could not open its database is no use; the network may have come back.
    if (this.#spare?.failed === true) this.dispose();
    this.#spare ??= new DatabaseThread(this.#urls.worker, this.#files ?? this.#urls, (files) => {
      this.#files ??= files;
    });
    return this.#spare;
  }
}

/** One worker with PostgreSQL, for one run. */
export class DatabaseThread {
  readonly ready: Promise<void>;
  #failure: string | undefined;
  #onFailure: (reason: string) => void = () => {};
  readonly #worker: Worker;
  #onPong: () => void = () => {};
  #settle: { resolve(): void; reject(error: Error): void } = { resolve() {}, reject() {} };

  constructor(script: string, from: DatabaseUrls | DatabaseFiles, onFiles: (files: DatabaseFiles) => void) {
    this.ready = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Whoever waits sees it; a program sees the reason in the error of its `PGlite`.
    this.ready.catch(() => {});
    this.#worker = new Worker(script, { type: 'module', name: 'lab database' });
    this.#worker.onmessage = ({ data }: MessageEvent<FromEngine>) => {
      if (data.type === 'files') onFiles(data.files);
      else if (data.type === 'ready') this.#settle.resolve();
      else if (data.type === 'failed') this.#fail(data.reason);
      else this.#onPong();
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message || 'its script failed to load');
    };
    this.#send({ type: 'start', from });
  }

  /** The port for the program; one a thread. */
  connect(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#send({ type: 'connect' }, [port2]);
    return port1;
  }

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  /** Calls back when the worker could not open its database, or broke later. */
  whenFailed(onFailure: (reason: string) => void): void {
    this.#onFailure = onFailure;
    if (this.#failure !== undefined) onFailure(this.#failure);
  }

  /** `onPong` is called when the worker has answered. While a statement runs, it doesn't. */
  ping(onPong: () => void): void {
    this.#onPong = onPong;
    this.#send({ type: 'ping' });
  }

  /** Ends the worker, whatever statement it is in. */
  end(): void {
    this.#worker.terminate();
  }

  #fail(reason: string): void {
    this.#failure ??= `The lab's database failed: ${reason}`;
    this.#settle.reject(new Error(this.#failure));
    this.#onFailure(this.#failure);
  }

  #send(message: ToEngine, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
