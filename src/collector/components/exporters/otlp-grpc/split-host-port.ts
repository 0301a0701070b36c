/** Takes "host:port" apart as Go's net.SplitHostPort does, with its words for what is none. */
export function splitHostPort(
  address: string,
): { readonly host: string; readonly port: string } | { readonly error: string } {
  const failed = (why: string) => ({ error: `address ${address}: ${why}` });
  const colon = address.lastIndexOf(':');
  if (colon < 0) return failed('missing port in address');
  if (address.startsWith('[')) {
    const end = address.indexOf(']');
    if (end < 0) return failed("missing ']' in address");
    if (end + 1 === address.length) return failed('missing port in address');
    if (end + 1 !== colon) {
      return failed(address[end + 1] === ':' ? 'too many colons in address' : 'missing port in address');
    }
    return { host: address.slice(1, end), port: address.slice(colon + 1) };
  }
  const host = address.slice(0, colon);
  if (host.includes(':')) return failed('too many colons in address');
  if (host.includes('[')) return failed("unexpected '[' in address");
  if (address.includes(']')) return failed("unexpected ']' in address");
  return { host, port: address.slice(colon + 1) };
}
