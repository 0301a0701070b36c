import type { ComponentContext } from '../../../pipeline/component.ts';
import { compareCodePoints } from './compare-code-points.ts';
import type { Resolver } from './resolver.ts';
import { ResolverCounters } from './resolver-counters.ts';

/** The backends that the configuration lists. */
export function staticResolver(hostnames: readonly string[], context: ComponentContext): Resolver {
  const endpoints = hostnames.toSorted(compareCodePoints);
  const counters = new ResolverCounters(context.telemetry, 'static');
  return {
    async start(changed) {
      counters.resolved(true);
      counters.updated(endpoints.length);
      await changed(endpoints);
    },
    async shutdown() {},
  };
}
