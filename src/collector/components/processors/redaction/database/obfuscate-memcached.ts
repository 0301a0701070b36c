import { trimSpace } from './trim-space.ts';

/** Keeps the line of the command: what is stored follows on the next. */
export function obfuscateMemcached(command: string): string {
  const [line = ''] = command.split('\r\n', 1);
  return trimSpace(line);
}
