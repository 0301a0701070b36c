/** The program's end of the control channel. Neither end keeps the program alive. */
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import {
  HOST_TO_PROGRAM_FD,
  type HostMessage,
  lineSplitter,
  PROGRAM_TO_HOST_FD,
  type ProgramMessage,
} from '../control-messages.ts';

export function tellHost(message: ProgramMessage): void {
  try {
    writeSync(PROGRAM_TO_HOST_FD, `${JSON.stringify(message)}\n`);
  } catch {
    // The host is gone, and the program is about to be ended with it.
  }
}

export function hearHost(onMessage: (message: HostMessage) => void): void {
  const socket = new Socket({ fd: HOST_TO_PROGRAM_FD, readable: true, writable: false });
  socket.setEncoding('utf8');
  socket.on(
    'data',
    lineSplitter((line) => onMessage(JSON.parse(line) as HostMessage)),
  );
  socket.on('error', () => {});
  // Only the host closes the channel, by ending: nobody is left who would end this program.
  socket.on('close', () => process.kill(process.pid, 'SIGKILL'));
  socket.unref();
}
