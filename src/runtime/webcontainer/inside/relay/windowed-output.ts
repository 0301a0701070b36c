/** The relay's way out: messages in frames, no more of them under way than the page has shown it can read. */
import { FrameWriter } from '../../relay/frames.ts';
import type { FromRelay } from '../../relay/relay-messages.ts';

/** Bytes in a line; a container may deliver output in chunks of a few kilobytes, so longer lines gain nothing. */
const PART_BYTES = 24 * 1024;
/** Bytes sent and not yet acknowledged. A WebContainer's output knows no back-pressure: this is it. */
const WINDOW_BYTES = 1024 * 1024;
/** Bytes waiting for the window; beyond, no further request is read from its connection. */
const QUEUE_BYTES = 4 * 1024 * 1024;

interface Message {
  readonly head: FromRelay;
  readonly body: Uint8Array;
}

export class WindowedOutput {
  readonly #writer: FrameWriter;
  readonly #queue: Message[] = [];
  #queuedBytes = 0;
  /** Sequence numbers of what is under way, with their sizes, oldest first. */
  readonly #underWay: { readonly sequence: number; readonly bytes: number }[] = [];
  #bytesUnderWay = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(nonce: string, write: (text: string) => void) {
    this.#writer = new FrameWriter({ nonce, partBytes: PART_BYTES }, write);
  }

  /** Settles when there is room for one more request; first come, first served. */
  async room(): Promise<void> {
    if (this.#queuedBytes < QUEUE_BYTES && this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Messages go out in the order of the calls. */
  send(head: FromRelay, body: Uint8Array = new Uint8Array()): void {
    this.#queue.push({ head, body });
    this.#queuedBytes += body.length;
    this.#flush();
  }

  acknowledged(sequence: number): void {
    for (
      let oldest = this.#underWay[0];
      oldest !== undefined && oldest.sequence <= sequence;
      oldest = this.#underWay[0]
    ) {
      this.#underWay.shift();
      this.#bytesUnderWay -= oldest.bytes;
    }
    this.#flush();
  }

  #flush(): void {
    while (this.#bytesUnderWay < WINDOW_BYTES) {
      const message = this.#queue.shift();
      if (message === undefined) break;
      this.#queuedBytes -= message.body.length;
      const bytes = message.body.length + 256;
      this.#underWay.push({ sequence: this.#writer.send(message.head, message.body), bytes });
      this.#bytesUnderWay += bytes;
    }
    while (this.#queuedBytes < QUEUE_BYTES) {
      const next = this.#waiting.shift();
      if (next === undefined) break;
      next();
    }
  }
}
