import type { ConfigOf } from '../../../config/schema.ts';
import type { ComponentContext } from '../../../pipeline/component.ts';
import { ConnectError } from '../../../pipeline/network.ts';
import { ticker } from '../../../pipeline/ticker.ts';
import { withTimeout } from '../exporter-helper/with-timeout.ts';
import { compareCodePoints } from './compare-code-points.ts';
import type { dnsSchema } from './config.ts';
import type { EndpointsChanged, Resolver } from './resolver.ts';
import { ResolverCounters } from './resolver-counters.ts';

const DEFAULT_INTERVAL = 5_000_000_000n;
const DEFAULT_TIMEOUT = 1_000_000_000n;
const SECOND = 1e9;

/** The addresses of a name, which is looked up again and again. */
export function dnsResolver(config: ConfigOf<typeof dnsSchema>, context: ComponentContext): Resolver {
  const { clock } = context;
  const logger = context.logger.with({ resolver: 'dns' });
  const { hostname, port } = config;
  const interval = config.interval === 0n ? DEFAULT_INTERVAL : config.interval;
  const timeout = config.timeout === 0n ? DEFAULT_TIMEOUT : config.timeout;
  const counters = new ResolverCounters(context.telemetry, 'dns');
  let known: readonly string[] = [];
  let stop = (): void => undefined;
  let stopped = false;

  const resolve = async (limit: bigint, changed: EndpointsChanged): Promise<boolean> => {
    let addresses: readonly string[];
    try {
      addresses = await withTimeout(clock, limit, context.network.lookup(hostname));
    } catch (error) {
      counters.resolved(false);
      logger.log('warn', 'failed to resolve', { error: lookupFailure(hostname, error) });
      return false;
    }
    if (stopped) return false;
    counters.resolved(true);
    const endpoints = addresses
      .map((address) => (address.includes(':') ? `[${address}]` : address))
      .map((address) => (port === '' ? address : `${address}:${port}`))
      .sort(compareCodePoints);
    if (endpoints.join() === known.join()) return true;
    known = endpoints;
    counters.updated(endpoints.length);
    await changed(endpoints);
    return true;
  };

  return {
    async start(changed) {
      // The collector doesn't limit the first look-up, and starts without backends when it fails.
      await resolve(0n, changed);
      stop = ticker(clock, interval, async () => {
        if (await resolve(timeout, changed)) logger.log('debug', 'resolved successfully');
      });
      const fields = {
        hostname,
        port,
        interval: Number(interval) / SECOND,
        timeout: Number(timeout) / SECOND,
      };
      logger.log('debug', 'DNS resolver started', fields);
    },
    async shutdown() {
      stopped = true;
      stop();
    },
  };
}

function lookupFailure(hostname: string, error: unknown): string {
  if (error instanceof ConnectError && error.timedOut) return `lookup ${hostname}: i/o timeout`;
  return error instanceof Error ? error.message : String(error);
}
