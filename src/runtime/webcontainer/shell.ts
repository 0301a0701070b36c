/** A shell of the container, for a terminal in the page. */
import type { WebContainerProcess } from '@webcontainer/api';

export interface ShellOptions {
  /** Columns and rows of the terminal. */
  readonly cols: number;
  readonly rows: number;
  /** What the shell prints, with the control sequences of a terminal; for a terminal only, never as markup. */
  readonly output: (text: string) => void;
}

export class Shell {
  /** The exit code, when the shell has ended by itself or by `close`. */
  readonly ended: Promise<number>;
  readonly #process: WebContainerProcess;
  readonly #input: WritableStreamDefaultWriter<string>;
  #open = true;

  constructor(process: WebContainerProcess, output: ShellOptions['output']) {
    this.#process = process;
    this.#input = process.input.getWriter();
    const write = (text: string): void => {
      if (this.#open) output(text);
    };
    void process.output.pipeTo(new WritableStream({ write })).catch(() => {});
    this.ended = process.exit.finally(() => {
      this.#open = false;
    });
  }

  /** Keys, as terminals send them. No-op after the end. */
  write(keys: string): void {
    if (this.#open) void this.#input.write(keys).catch(() => {});
  }

  resize(cols: number, rows: number): void {
    if (this.#open) this.#process.resize({ cols, rows });
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#process.kill();
  }
}
