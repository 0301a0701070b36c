import os from 'node:os';

/** What Node says of a connection to a local port on which nothing listens. */
export function connectionRefused(port: number): Error {
  return Object.assign(new Error(`connect ECONNREFUSED 127.0.0.1:${port}`), {
    code: 'ECONNREFUSED',
    errno: -os.constants.errno.ECONNREFUSED,
    syscall: 'connect',
    address: '127.0.0.1',
    port,
  });
}
