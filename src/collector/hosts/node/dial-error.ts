import { ConnectError, type Endpoint, formatAddress } from '../../pipeline/network.ts';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connect: connection refused',
  ECONNRESET: 'connect: connection reset by peer',
  EHOSTUNREACH: 'connect: no route to host',
  ENETUNREACH: 'connect: network is unreachable',
  EADDRNOTAVAIL: 'connect: cannot assign requested address',
  ETIMEDOUT: 'connect: connection timed out',
  EACCES: 'connect: permission denied',
};

const UNRESOLVED: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'Temporary failure in name resolution',
};

/** What Go says when a name can't be looked up. */
export function lookupError(host: string, error: unknown): ConnectError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const text = Object.hasOwn(UNRESOLVED, code) ? lookupText(host, code) : `lookup ${host}: ${message}`;
  return new ConnectError(text, { cause: error });
}

function lookupText(host: string, code: string): string {
  return `lookup ${host}: ${UNRESOLVED[code]}`;
}

/** What Go says when a connection can't be made. */
export function dialError(endpoint: Endpoint, error: unknown): ConnectError {
  const failed = error as Partial<NodeJS.ErrnoException> & {
    readonly errors?: readonly unknown[];
    readonly address?: string;
    readonly port?: number;
  };
  const code = failed.code ?? '';
  if (Object.hasOwn(UNRESOLVED, code)) {
    return new ConnectError(`dial tcp: ${lookupText(endpoint.host, code)}`, { cause: error });
  }
  // Of a name with several addresses, one failure for each; "localhost" is its IPv4 address here as for listeners.
  const reason = Object.hasOwn(REASONS, code) ? REASONS[code] : (failed.message ?? String(error));
  const host = endpoint.host === 'localhost' ? 'localhost' : (failed.address ?? endpoint.host);
  return new ConnectError(`dial tcp ${formatAddress({ host, port: endpoint.port })}: ${reason}`, {
    cause: error,
  });
}

export function deadlineExceeded(): ConnectError {
  return new ConnectError('context deadline exceeded', { timedOut: true });
}

/** The longest delay JavaScript timers can hold. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** A limit in ns as timers take it; `undefined` for none. */
export function timeoutMs(timeoutNs: bigint | undefined): number | undefined {
  if (timeoutNs === undefined || timeoutNs <= 0n) return undefined;
  return Math.min(Math.max(1, Number(timeoutNs) / 1e6), MAX_DELAY_MS);
}

/** Whether what the server answered to a TLS handshake is none. */
export function isNoTls(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return (
    code === 'EPROTO' || code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG'
  );
}
