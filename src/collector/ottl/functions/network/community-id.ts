import { sha1 } from '@noble/hashes/legacy.js';
import { encodeBase64 } from '../../../../otlp/base64.ts';
import { prefixed } from '../../compile/key.ts';
import { arg, defineFunction, type Getter, optional, type TransformContext } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { parseIp } from '../../text/ip-address.ts';

const PROTOCOLS: ReadonlyMap<string, number> = new Map([
  ['ICMP', 1],
  ['TCP', 6],
  ['UDP', 17],
  ['RSVP', 46],
  ['ICMP6', 58],
  ['SCTP', 132],
]);

const MAX_UINT16 = 65_535n;

interface Endpoint {
  readonly ip: Uint8Array;
  readonly port: number;
}

/** The Community ID, version 1, of a flow: the same for both directions. */
export const communityId = defineFunction({
  name: 'CommunityID',
  parameters: {
    sourceIP: arg.string,
    sourcePort: arg.int,
    destinationIP: arg.string,
    destinationPort: arg.int,
    protocol: optional(arg.string),
    seed: optional(arg.int),
  },
  create: (args) => (context) => {
    const source = endpoint(args.sourceIP, args.sourcePort, 'source', context);
    const destination = endpoint(args.destinationIP, args.destinationPort, 'destination', context);
    const protocol = protocolNumber(args.protocol, context);
    const seed = seedOf(args.seed, context);
    return isAfter(source, destination)
      ? hash(destination, source, protocol, seed)
      : hash(source, destination, protocol, seed);
  },
});

function read<T>(getter: Getter<T>, what: string, context: TransformContext): T {
  try {
    return getter.get(context);
  } catch (error) {
    throw prefixed(`failed to get ${what}: `, error);
  }
}

function endpoint(
  ipGetter: Getter<string>,
  portGetter: Getter<bigint>,
  name: string,
  context: TransformContext,
): Endpoint {
  const text = read(ipGetter, `${name} IP`, context);
  const port = read(portGetter, `${name} port`, context);
  if (port < 0n || port > MAX_UINT16) {
    throw new OttlError(`${name} port must be between 0 and 65535, got ${port}`);
  }
  const ip = parseIp(text);
  if (ip === undefined) throw new OttlError(`invalid ${name} IP: ${text}`);
  return { ip, port: Number(port) };
}

function protocolNumber(getter: Getter<string> | undefined, context: TransformContext): number {
  const name = getter === undefined ? 'TCP' : read(getter, 'protocol', context);
  const number = PROTOCOLS.get(name);
  if (number === undefined) throw new OttlError(`unsupported protocol: ${name}`);
  return number;
}

function seedOf(getter: Getter<bigint> | undefined, context: TransformContext): number {
  if (getter === undefined) return 0;
  const seed = read(getter, 'seed', context);
  if (seed >= 0n && seed <= MAX_UINT16) return Number(seed);
  throw new OttlError(`seed must be between 0 and 65535, got ${seed}`);
}

function isAfter(left: Endpoint, right: Endpoint): boolean {
  if (left.ip.length !== right.ip.length) return left.ip.length > right.ip.length;
  const at = left.ip.findIndex((byte, index) => byte !== right.ip[index]);
  return at < 0 ? left.port > right.port : (left.ip[at] ?? 0) > (right.ip[at] ?? 0);
}

function hash(first: Endpoint, second: Endpoint, protocol: number, seed: number): string {
  const bytes = Uint8Array.of(
    ...uint16(seed),
    ...first.ip,
    ...second.ip,
    protocol,
    0,
    ...uint16(first.port),
    ...uint16(second.port),
  );
  return `1:${String.fromCharCode(...encodeBase64(sha1(bytes)))}`;
}

function uint16(value: number): [number, number] {
  return [value >> 8, value & 255];
}
