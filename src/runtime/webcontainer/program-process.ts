/** The process of a program: its output read as what the preload says, and its end once everything of it has been read. */
import type { WebContainerProcess } from '@webcontainer/api';
import { FrameReader } from './relay/frames.ts';
import type { FromProgram } from './relay/program-messages.ts';

/** Output may come after the exit; without the preload's last word it is waited for so many ms. */
const LATE_OUTPUT_MS = 400;

export interface ProgramEvents {
  message(message: FromProgram, body: Uint8Array): void;
  /** Text that is none of the preload's: of child processes, of Node itself when it dies. */
  text(text: string): void;
  broken(reason: string): void;
}

export class ProgramProcess {
  /** The exit code, after the last event. */
  readonly ended: Promise<number>;
  readonly #process: WebContainerProcess;
  #saidEnd: () => void = () => {};
  #deaf = false;

  constructor(process: WebContainerProcess, nonce: string, events: ProgramEvents) {
    this.#process = process;
    const lastWord = new Promise<void>((resolve) => {
      this.#saidEnd = resolve;
    });
    const reader = new FrameReader(nonce, {
      message: (head, body) => {
        if (this.#deaf) return;
        const message = head as FromProgram;
        events.message(message, body);
        if (message.type === 'end') this.#saidEnd();
      },
      other: (text) => {
        if (!this.#deaf) events.text(text);
      },
      broken: (reason) => {
        if (!this.#deaf) events.broken(reason);
      },
    });
    void process.output.pipeTo(new WritableStream({ write: (text) => reader.push(text) })).catch(() => {});
    this.ended = process.exit.then(async (code) => {
      const late = new Promise<void>((resolve) => setTimeout(resolve, LATE_OUTPUT_MS));
      await Promise.race([lastWord, late]);
      reader.end();
      return code;
    });
  }

  /** Ends the process at once; nothing is heard of it afterwards. */
  kill(): void {
    this.#deaf = true;
    this.#process.kill();
  }
}
