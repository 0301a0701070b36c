import type { CarriedSignal } from '../../../pipeline/consumer.ts';
import type { CounterAttributes } from '../../../pipeline/self-telemetry.ts';
import type { OtlpHttpConfig } from './config.ts';

const PATHS: { readonly [S in CarriedSignal]: string } = {
  traces: 'v1/traces',
  metrics: 'v1/metrics',
  logs: 'v1/logs',
  profiles: 'v1development/profiles',
};

/** The URL a signal is sent to. Throws in the collector's words when there is none. */
export function signalUrl(config: OtlpHttpConfig, signal: CarriedSignal): string {
  const own = config[`${signal}_endpoint`];
  if (config.endpoint !== '' && !isGoUrl(config.endpoint)) throw new Error('endpoint must be a valid URL');
  if (own !== '') {
    if (!isGoUrl(own)) throw new Error(`${signal}_endpoint must be a valid URL`);
    return own;
  }
  if (config.endpoint === '') throw new Error(`either endpoint or ${signal}_endpoint must be specified`);
  return `${config.endpoint}${config.endpoint.endsWith('/') ? '' : '/'}${PATHS[signal]}`;
}

/** What the collector says of where it sends to with its counters. */
export function endpointAttributes(url: string): CounterAttributes {
  const match = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?#]*)([^?#]*)/.exec(url);
  const [, authority = '', path = ''] = match ?? [];
  const host = authority.replace(/^.*@/s, '');
  const port = /:(\d+)$/.exec(host)?.[1];
  return {
    'server.address': host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1'),
    ...(path === '' ? {} : { 'url.path': path }),
    ...(port === undefined ? {} : { 'server.port': port }),
  };
}

/** Why no request can be made for a URL, in the words of Go's client; `undefined` when one can. */
export function unusableUrl(url: string): string | undefined {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(url)?.[1] ?? '';
  const lower = scheme.toLowerCase();
  if (lower !== 'http' && lower !== 'https') return `unsupported protocol scheme "${lower}"`;
  return URL.canParse(url) ? undefined : 'http: no Host in request URL';
}

/** Whether Go's url.Parse takes it: "localhost:4318" has a scheme for it, "127.0.0.1:4318" is no URL. */
function isGoUrl(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Go refuses control characters.
  if (/[\x00-\x1f\x7f]/.test(text) || text.startsWith(':')) return false;
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/.exec(text)?.[0];
  const rest = text.slice(scheme?.length ?? 0);
  if (scheme === undefined && /^[^/?#]*:/.test(rest)) return false;
  if (/%(?![0-9A-Fa-f]{2})/.test(rest.replace(/[?#].*$/s, ''))) return false;
  const authority = /^\/\/([^/?#]*)/.exec(rest)?.[1];
  if (authority === undefined) return true;
  const host = authority.replace(/^.*@/s, '');
  return /^(\[[^\]]*\]|[^:[\]\s<>"{}|\\^`]*)(:\d*)?$/.test(host);
}
