/** What a call of `Socket.prototype.connect` asks for. */
import { isLocalHost } from './local-host.ts';

/** Node's forms: connect(options, callback?), connect(port, host?, callback?), connect(path, callback?), and its own [options, callback]. */
export function connectArguments(args: readonly unknown[]): { options: unknown; callback: unknown } {
  const [first, second] = args;
  if (Array.isArray(first)) return { options: first[0], callback: first[1] ?? undefined };
  const last = args.at(-1);
  const callback = typeof last === 'function' ? last : undefined;
  if (typeof first === 'object' && first !== null) return { options: first, callback };
  const port = Number(first);
  if (typeof first === 'function' || Number.isNaN(port)) return { options: {}, callback };
  return { options: { port, ...(typeof second === 'string' ? { host: second } : {}) }, callback };
}

/** `undefined` for anything but a sound port of this machine: that is Node's own business. */
export function localPort(options: unknown): number | undefined {
  const { port, host, path } = options as { port?: unknown; host?: unknown; path?: unknown };
  const number = typeof port === 'string' && port !== '' ? Number(port) : port;
  const local = host === undefined || host === null || (typeof host === 'string' && isLocalHost(host));
  return path === undefined || path === null
    ? typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 65_536 && local
      ? number
      : undefined
    : undefined;
}
