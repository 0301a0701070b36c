/** Modules that packages link against but that can do nothing in the sandbox. */
import { setImmediate } from '../timers.ts';
import { Agent } from './http.ts';
import { systemError } from './node-error.ts';

type Callback = (error: Error, stdout: string, stderr: string) => void;

export const childProcess = {
  exec(command: string, ...rest: unknown[]): void {
    const callback = rest.findLast((argument) => typeof argument === 'function') as Callback | undefined;
    const error = systemError('spawn', 'ENOENT', command, { path: command });
    if (callback !== undefined) setImmediate(() => callback(error, '', ''));
  },
};

export const https = {
  Agent,
  globalAgent: new Agent({ keepAlive: true }),
  request(): never {
    throw systemError('connect', 'EPROTO', 'the lab has no TLS; use http://localhost');
  },
  get(): never {
    return https.request();
  },
};
