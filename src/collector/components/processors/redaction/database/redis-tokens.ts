import { trimSpace } from './trim-space.ts';

/** A command with what follows it, up to the end of its line. */
export interface RedisCommand {
  readonly name: string;
  readonly args: string[];
}

/**
 * Reads Redis commands, one a line; blanks and line breaks in double quotes belong to their argument. The reader
 * steps over spaces as the collector's does: tabs count as such only after a blank, and a line break among them ends
 * the command.
 */
export function redisCommands(text: string): RedisCommand[] {
  return new Reader(trimSpace(text)).read();
}

class Reader {
  readonly #text: string;
  /** Of the character that was read last. */
  #at = -1;
  #inCommand = true;

  constructor(text: string) {
    this.#text = text;
  }

  read(): RedisCommand[] {
    const commands: RedisCommand[] = [{ name: '', args: [] }];
    while (!this.#done) {
      if (this.#inCommand) {
        const name = this.#command();
        // A command without a name is none, unless it is the last; its arguments are lost.
        if (commands.at(-1)?.name === '') commands.pop();
        commands.push({ name, args: [] });
      } else commands.at(-1)?.args.push(this.#argument());
    }
    return commands;
  }

  get #done(): boolean {
    return this.#at >= this.#text.length;
  }

  get #char(): string {
    return this.#text.charAt(this.#at);
  }

  #command(): string {
    let name = '';
    let started = false;
    for (;;) {
      this.#at += 1;
      if (this.#done) return name;
      const char = this.#char;
      if (char === '\n') return name;
      if (char === ' ') {
        if (started) this.#inCommand = false;
        this.#skipSpace();
        if (started) return name;
      } else name += char;
      started = true;
    }
  }

  #argument(): string {
    const from = this.#at + 1;
    let quoted = false;
    let escaped = false;
    for (;;) {
      this.#at += 1;
      if (this.#done) return this.#text.slice(from);
      const char = this.#char;
      if (!quoted && (char === '\n' || char === ' ')) {
        const argument = this.#text.slice(from, this.#at);
        if (char === '\n') this.#inCommand = true;
        else this.#skipSpace();
        return argument;
      }
      if (char === '"' && !escaped) quoted = !quoted;
      escaped = char === '\\' && !escaped;
    }
  }

  /** To the last of several spaces, or over a line break that follows them. */
  #skipSpace(): void {
    while (this.#char === ' ' || this.#char === '\t' || this.#char === '\r') this.#at += 1;
    if (this.#char === '\n') this.#inCommand = true;
    else this.#at -= 1;
  }
}
