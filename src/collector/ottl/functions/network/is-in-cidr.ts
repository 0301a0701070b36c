import { arg, defineFunction, type Getter, listOf, type TransformContext } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { type Network, networkContains, parseCidr, parseIp } from '../../text/ip-address.ts';

/** Whether an IP address lies in one of the networks; false for a text that is no address. */
export const isInCidr = defineFunction({
  name: 'IsInCIDR',
  parameters: { target: arg.string, networks: listOf(arg.string) },
  create: ({ target, networks }) => {
    const literals = literalNetworks(networks);
    return (context) => {
      const ip = parseIp(target.get(context));
      if (ip === undefined) return false;
      return literals === undefined
        ? isInAny(networks, ip, context)
        : literals.some((network) => networkContains(network, ip));
    };
  },
});

/** The networks, if all of them are written down. Those before the first one that isn't must be right all the same. */
function literalNetworks(networks: readonly Getter<string>[]): Network[] | undefined {
  const parsed: Network[] = [];
  for (const { literal } of networks) {
    if (literal === undefined) return undefined;
    parsed.push(networkOf(literal.value));
  }
  return parsed;
}

function isInAny(networks: readonly Getter<string>[], ip: Uint8Array, context: TransformContext): boolean {
  return networks.some((network) => networkContains(networkOf(network.get(context)), ip));
}

function networkOf(text: string): Network {
  const network = parseCidr(text);
  if (network === undefined) throw new OttlError(`invalid CIDR address: ${text}`);
  return network;
}
