import type { Clock } from '../../../pipeline/clock.ts';
import type { OpenFile } from '../../../pipeline/files.ts';

/** Where an exporter's data goes. */
export interface FileWriter {
  /** Rejects when the data can't be written. */
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** As much as Go's bufio.Writer holds. */
const BUFFER_BYTES = 4096;

/** A file that is written to every so often, and whenever enough has come together. */
export class BufferedFile implements FileWriter {
  readonly #file: OpenFile;
  readonly #clock: Clock;
  readonly #intervalNs: bigint;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** What went wrong when nobody was waiting; told to all who write afterwards. */
  #failure: { readonly error: unknown } | undefined;
  #stopTimer: () => void;

  constructor(file: OpenFile, clock: Clock, intervalNs: bigint) {
    this.#file = file;
    this.#clock = clock;
    this.#intervalNs = intervalNs;
    this.#stopTimer = this.#startTimer();
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.error;
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    if (this.#heldBytes >= BUFFER_BYTES) await this.#flush();
  }

  async close(): Promise<void> {
    this.#stopTimer();
    try {
      if (this.#failure !== undefined) throw this.#failure.error;
      await this.#flush();
    } finally {
      await this.#file.close();
    }
  }

  #startTimer(): () => void {
    return this.#clock.setTimer(this.#intervalNs, () => {
      this.#stopTimer = this.#startTimer();
      // Remembered for the next who writes.
      this.#flush().catch(() => undefined);
    });
  }

  async #flush(): Promise<void> {
    if (this.#heldBytes === 0) return;
    const bytes = this.#held.length === 1 ? this.#held[0] : joined(this.#held, this.#heldBytes);
    this.#held = [];
    this.#heldBytes = 0;
    if (bytes === undefined) return;
    try {
      await this.#file.write(bytes);
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
