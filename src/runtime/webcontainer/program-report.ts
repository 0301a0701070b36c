/** What a program's process has told of itself, so far, passed on to the host where it is the host's. */
import type { LabHost, UncaughtError } from '../lab-runtime.ts';
import { CappedOutput } from '../node/capped-output.ts';
import { saysOutOfMemory } from './memory-errors.ts';
import type { FromProgram } from './relay/program-messages.ts';

/** Characters of Node's own last words looked at. */
const LAST_WORDS = 4_000;

export class ProgramReport {
  /** The program's code has begun. */
  begun = false;
  uncaught: UncaughtError | undefined;
  readonly #host: LabHost;
  readonly #output: CappedOutput;
  readonly #decoder = new TextDecoder();
  readonly #listening = new Set<number>();
  #droppedInside = 0;
  #ended = false;
  #lastWords = '';

  constructor(host: LabHost, outputLimit: number) {
    this.#host = host;
    this.#output = new CappedOutput(outputLimit, (stream, text) => host.output(stream, text));
  }

  /** Characters of output that were not passed on. */
  get droppedOutput(): number {
    return this.#droppedInside + this.#output.dropped;
  }

  /** It ended without its last word, and Node said why. */
  get ranOutOfMemory(): boolean {
    return !this.#ended && saysOutOfMemory(this.#lastWords);
  }

  isListening(port: number): boolean {
    return this.#listening.has(port);
  }

  receive(message: FromProgram, body: Uint8Array): void {
    switch (message.type) {
      case 'ready':
        this.begun = true;
        break;
      case 'output':
        this.#output.write(message.stream, this.#decoder.decode(body));
        break;
      case 'dropped':
        this.#droppedInside = message.characters;
        break;
      case 'listening':
        this.#listening.add(message.port);
        this.#host.listening?.(message.port);
        break;
      case 'closed':
        this.#listening.delete(message.port);
        break;
      case 'uncaught': {
        const { type: _type, ...error } = message;
        this.uncaught = error;
        break;
      }
      case 'end':
        this.#ended = true;
        break;
      case 'pong':
        break;
    }
  }

  /** Which of the streams it came by can't be told. */
  receiveText(text: string): void {
    this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS);
    this.#output.write('stdout', text);
  }
}
