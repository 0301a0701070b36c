/** Reads the first line of a connection and hands on the connection with everything behind that line. */
import type { Socket } from 'node:net';
import type { Introduction } from '../../relay/relay-messages.ts';

const LONGEST = 256;

/** A connection that doesn't introduce itself is closed. */
export function readIntroduction(socket: Socket, introduced: (introduction: Introduction) => void): void {
  let line = Buffer.alloc(0);
  const read = (): void => {
    for (let chunk: Buffer | null = socket.read(); chunk !== null; chunk = socket.read()) {
      line = Buffer.concat([line, chunk]);
      const end = line.indexOf('\n');
      if (end < 0 && line.length <= LONGEST) continue;
      socket.off('readable', read);
      const introduction = end < 0 ? undefined : parse(line.subarray(0, end).toString('latin1'));
      if (introduction === undefined) return void socket.destroy();
      if (end + 1 < line.length) socket.unshift(line.subarray(end + 1));
      introduced(introduction);
      return;
    }
  };
  socket.on('readable', read);
}

function parse(line: string): Introduction | undefined {
  try {
    return JSON.parse(line) as Introduction;
  } catch {
    return undefined;
  }
}
