/** The page's end of the relay process: requests out of the container, requests into it, and proof that nothing was lost. */
import type { WebContainer, WebContainerProcess } from '@webcontainer/api';
import type { HttpRequest, HttpResponse } from '../../../collector/http.ts';
import { LabRequestError } from '../../lab-runtime.ts';
import { within } from '../within.ts';
import { FrameReader, FrameWriter } from './frames.ts';
import { newNonce } from './nonce.ts';
import { type FromRelay, HELLO, type RelayHello, type ToRelay } from './relay-messages.ts';

const START_MS = 20_000;
/** The relay is alive if it answers within this many ms. */
const ECHO_MS = 3_000;
/** A fence may wait behind megabytes: it is given up when nothing at all has come for this many ms. */
const FENCE_SILENCE_MS = 10_000;
/** A terminal may cut lines of input behind 4,096 characters. */
const INPUT_PART_BYTES = 2 * 1024;
/** Read but not yet acknowledged; a quarter of the relay's window. */
const ACK_BYTES = 256 * 1024;

/** What a run gives the relay while it goes on. */
export interface RelayUser {
  /** `undefined`: nothing listens there. */
  request(port: number, request: HttpRequest): Promise<HttpResponse | undefined>;
  /** The relay is gone or can't be relied on any more. */
  lost(reason: string): void;
}

interface PendingFence {
  resolve(requests: number): void;
  reject(error: Error): void;
}

interface PendingCall {
  readonly port: number;
  resolve(response: HttpResponse): void;
  reject(error: LabRequestError): void;
}

export class RelayChannel {
  #port = 0;
  readonly #process: WebContainerProcess;
  readonly #input: WritableStreamDefaultWriter<string>;
  readonly #writer: FrameWriter;
  #isLost = false;
  #starting: { resolve(): void; reject(error: Error): void } | undefined;
  #user: RelayUser | undefined;
  /** Of the run that goes on; answers to requests of an earlier one are dropped. */
  #run = 0;
  #received = 0;
  #unacknowledged = 0;
  #lastId = 0;
  #lastMessageAt = 0;
  readonly #calls = new Map<number, PendingCall>();
  readonly #echoes = new Map<number, () => void>();
  readonly #fences = new Map<number, PendingFence>();

  private constructor(process: WebContainerProcess, hello: RelayHello) {
    this.#process = process;
    this.#input = process.input.getWriter();
    const reader = new FrameReader(hello.out, {
      message: (head, body, sequence) => this.#receive(head as FromRelay, body, sequence),
      broken: (reason) => this.#lose(`the relay sent ${reason}`),
    });
    // Written in order; a process that is gone takes nothing, and that shows by itself.
    const write = (text: string): void => void this.#input.write(text).catch(() => {});
    this.#writer = new FrameWriter({ nonce: hello.in, partBytes: INPUT_PART_BYTES }, write);
    write(`${HELLO}${JSON.stringify(hello)}\n`);
    void process.output.pipeTo(new WritableStream({ write: (text) => reader.push(text) })).catch(() => {});
    void process.exit.then((code) => this.#lose(`the relay ended with ${code}`));
  }

  /** `script` is the relay's, in the container. Rejects when it does not come up. */
  static async start(
    container: WebContainer,
    script: string,
    openPorts: readonly number[],
  ): Promise<RelayChannel> {
    const process = await within(START_MS, container.spawn('node', [script]), 'the relay did not start');
    const channel = new RelayChannel(process, { out: newNonce(), in: newNonce(), openPorts });
    const ready = new Promise<void>((resolve, reject) => {
      channel.#starting = { resolve, reject };
    });
    try {
      await within(START_MS, ready, 'the relay did not answer');
    } catch (error) {
      channel.close();
      throw error;
    }
    return channel;
  }

  /** Where the program's preload connects. */
  get port(): number {
    return this.#port;
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  /** From now on requests are those of the run that shows `token`, or of processes beside it. */
  begin(token: string, user: RelayUser): void {
    this.#run++;
    this.#user = user;
    this.#send({ type: 'begin', token });
  }

  /** The run is over: nothing more of it is passed on, and who waits for an answer from it waits in vain. */
  end(): void {
    this.#run++;
    this.#user = undefined;
    this.#dropCalls();
    this.#send({ type: 'end' });
  }

  ping(): void {
    this.#send({ type: 'ping' });
  }

  /** To a server in the container. Rejects with a `LabRequestError`. */
  call(port: number, { method, path, headers, body }: HttpRequest): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#calls.set(id, { port, resolve, reject });
      this.#send({ type: 'call', id, port, method, path, headers }, body);
    });
  }

  async isAlive(): Promise<boolean> {
    if (this.#isLost) return false;
    const id = ++this.#lastId;
    const echoed = new Promise<boolean>((resolve) => this.#echoes.set(id, () => resolve(true)));
    this.#send({ type: 'echo', id });
    return await within(ECHO_MS, echoed, '').catch(() => false);
  }

  /** After the program's end: settles when all it sent has arrived here. Rejects when that can't be shown. */
  async fence(): Promise<void> {
    const id = ++this.#lastId;
    this.#lastMessageAt = performance.now();
    let check: ReturnType<typeof setInterval> | undefined;
    const requests = await new Promise<number>((resolve, reject) => {
      if (this.#isLost) reject(new Error('the relay is gone'));
      this.#fences.set(id, { resolve, reject });
      check = setInterval(() => {
        if (performance.now() - this.#lastMessageAt > FENCE_SILENCE_MS) {
          reject(new Error('the relay did not say that it has sent everything'));
        }
      }, 500);
      this.#send({ type: 'fence', id });
    }).finally(() => {
      clearInterval(check);
      this.#fences.delete(id);
    });
    if (requests !== this.#received) {
      throw new Error(`the relay sent ${requests} requests, of which ${this.#received} arrived`);
    }
  }

  close(): void {
    this.#lose('the relay was closed');
    this.#process.kill();
  }

  #lose(reason: string): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#starting?.reject(new Error(reason));
    for (const { reject } of this.#fences.values()) reject(new Error(reason));
    this.#dropCalls();
    this.#user?.lost(reason);
  }

  #dropCalls(): void {
    for (const { port, reject } of this.#calls.values()) reject(new LabRequestError('ECONNRESET', port));
    this.#calls.clear();
  }

  #send(message: ToRelay, body?: Uint8Array): void {
    if (!this.#isLost) this.#writer.send(message, body);
  }

  #receive(message: FromRelay, body: Uint8Array, sequence: number): void {
    this.#lastMessageAt = performance.now();
    this.#unacknowledged += body.length + 256;
    if (this.#unacknowledged >= ACK_BYTES) {
      this.#unacknowledged = 0;
      this.#send({ type: 'ack', sequence });
    }
    switch (message.type) {
      case 'ready':
        this.#port = message.port;
        this.#starting?.resolve();
        break;
      case 'fatal':
        this.#lose(message.reason);
        break;
      case 'request':
        this.#received++;
        void this.#answer(message.id, message.port, { ...message, body });
        break;
      case 'answer':
        this.#calls.get(message.id)?.resolve({ status: message.status, headers: message.headers, body });
        this.#calls.delete(message.id);
        break;
      case 'unanswered': {
        const call = this.#calls.get(message.id);
        this.#calls.delete(message.id);
        call?.reject(new LabRequestError(message.code, call.port));
        break;
      }
      case 'echoed':
        this.#echoes.get(message.id)?.();
        this.#echoes.delete(message.id);
        break;
      case 'fenced':
        this.#fences.get(message.id)?.resolve(message.requests);
    }
  }

  async #answer(id: number, port: number, { method, path, headers, body }: HttpRequest): Promise<void> {
    const run = this.#run;
    // A host that fails is, to the program, a port where nothing listens.
    const response = await this.#user?.request(port, { method, path, headers, body }).catch(() => undefined);
    if (run !== this.#run) return;
    if (response === undefined) this.#send({ type: 'refuse', id });
    else
      this.#send({ type: 'response', id, status: response.status, headers: response.headers }, response.body);
  }
}
