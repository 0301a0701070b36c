/** Whether a host name or address means this machine, as far as labs use it. */
export function isLocalHost(host: string | undefined): boolean {
  return host === undefined || host === '' || LOCAL.has(host.toLowerCase());
}

const LOCAL = new Set(['localhost', '127.0.0.1', '::1', '[::1]', '0.0.0.0', '::']);
