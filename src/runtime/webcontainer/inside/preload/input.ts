/** Standard input: what the page gives, and then its end. A container's own would be a terminal nobody types in. */
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';

/** `file` is read when the program reads. */
export function openInput(file: string): void {
  let stdin: Readable | undefined;
  const open = (): Readable => {
    const input = new Readable({
      read() {
        input.push(readFileSync(file));
        input.push(null);
      },
    });
    return Object.assign(input, { fd: 0 });
  };
  Object.defineProperty(process, 'stdin', {
    get: () => {
      stdin ??= open();
      return stdin;
    },
    configurable: true,
    enumerable: true,
  });
}
