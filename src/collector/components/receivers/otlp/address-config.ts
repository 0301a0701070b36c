import {
  type ConfigOf,
  duration,
  type Finding,
  field,
  parsedString,
  string,
  struct,
} from '../../../config/schema.ts';

const TRANSPORTS = [
  'tcp',
  'tcp4',
  'tcp6',
  'udp',
  'udp4',
  'udp6',
  'ip',
  'ip4',
  'ip6',
  'unix',
  'unixgram',
  'unixpacket',
  'npipe',
  '',
];

const dialerSchema = struct('confignet.DialerConfig', {
  timeout: field(duration(0n), 'Time for making a connection; of no use to a server.', {
    level: 'ignored',
    reason: 'a server makes no connections',
  }),
});

/** Where a server listens (core config/confignet). */
export function addressFields(endpoint: string) {
  return {
    endpoint: field(
      string(endpoint),
      'The address to listen on, "host:port". "0.0.0.0" listens on every address.',
    ),
    transport: field(
      parsedString({
        goType: 'confignet.TransportType',
        default: 'tcp',
        values: TRANSPORTS.filter((transport) => transport !== ''),
        parse(text) {
          if (!TRANSPORTS.includes(text)) throw new Error(`unsupported transport type "${text}"`);
          return text;
        },
      }),
      'The kind of network. Here: TCP.',
    ),
    dialer: field(dialerSchema, 'Options of outgoing connections.'),
  };
}

export type AddressConfig = {
  [K in keyof ReturnType<typeof addressFields>]: ConfigOf<ReturnType<typeof addressFields>[K]['schema']>;
};

/** The networks hosts listen on. */
const LISTENED: readonly string[] = ['tcp', 'tcp4', 'tcp6', ''];

/** An objection to networks the collector knows and this one doesn't. */
export function transportFindings({ transport }: { readonly transport: string }): readonly Finding[] {
  if (LISTENED.includes(transport)) return [];
  const message = `transport ${JSON.stringify(transport)} is known, but not implemented here: use tcp`;
  return [{ message, at: ['transport'] }];
}
