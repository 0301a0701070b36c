/**
 * An IP address in the forms Go's net.ParseIP takes, as bytes: 4 for an IPv4 address, also one within IPv6
 * ("::ffff:1.2.3.4"), 16 for others. `undefined` where the text is none.
 */
export function parseIp(text: string): Uint8Array | undefined {
  if (!text.includes(':')) return parseV4(text);
  const groups = parseV6(text);
  if (groups === undefined) return undefined;
  const bytes = Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255]));
  return isV4InV6(bytes) ? bytes.slice(12) : bytes;
}

function parseV4(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  // A leading zero could mean an octal number, so Go takes none.
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part))) return undefined;
  const numbers = parts.map(Number);
  return numbers.every((number) => number < 256) ? Uint8Array.from(numbers) : undefined;
}

/** The eight groups. */
function parseV6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => readGroups(half, index === halves.length - 1));
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 8 ? head : undefined;
  // "::" stands for one group at least.
  if (tail === undefined || head.length + tail.length > 7) return undefined;
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function readGroups(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const v4 = isEnd && index === parts.length - 1 && part.includes('.') ? parseV4(part) : undefined;
    if (v4 !== undefined) {
      const [a = 0, b = 0, c = 0, d = 0] = v4;
      groups.push((a << 8) | b, (c << 8) | d);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

function isV4InV6(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
}

/** A network as "10.0.0.0/8" (net.ParseCIDR). */
export interface Network {
  readonly address: Uint8Array;
  readonly prefixBits: number;
}

/** `undefined` where the text is none. */
export function parseCidr(text: string): Network | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const bits = text.slice(slash + 1);
  const address = parseIp(text.slice(0, slash));
  if (address === undefined || !/^\d{1,6}$/.test(bits)) return undefined;
  // An IPv4 address written within IPv6 counts its prefix from the start of the 16 bytes.
  const isV6Text = text.slice(0, slash).includes(':');
  const size = isV6Text ? 128 : 32;
  const count = Number(bits);
  if (count > size) return undefined;
  if (isV6Text && address.length === 4) return v4NetworkInV6(address, count);
  return { address, prefixBits: count };
}

function v4NetworkInV6(address: Uint8Array, bits: number): Network {
  if (bits >= 96) return { address, prefixBits: bits - 96 };
  const wide = new Uint8Array(16);
  wide.set([255, 255], 10);
  wide.set(address, 12);
  return { address: wide, prefixBits: bits };
}

/** Whether the address lies in the network; IPv4 and IPv6 don't mix. */
export function networkContains({ address, prefixBits }: Network, ip: Uint8Array): boolean {
  if (ip.length !== address.length) return false;
  for (let index = 0, left = prefixBits; left > 0; index += 1, left -= 8) {
    const mask = left >= 8 ? 255 : 255 & (255 << (8 - left));
    if (((ip[index] ?? 0) & mask) !== ((address[index] ?? 0) & mask)) return false;
  }
  return true;
}
