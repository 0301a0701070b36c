/** How the data of a signal is divided: what takes a route leaves the data, or is copied. */
import { cloneData, cloneMessage } from '../../../../otlp/clone-message.ts';
import { instrumentationScopeType, resourceType } from '../../../../otlp/messages/common.ts';
import type { InstrumentationScope, Resource } from '../../../../otlp/model.ts';
import type { CarriedSignal, SignalData } from '../../../pipeline/consumer.ts';

/** The resources, scopes and items of a signal. */
export interface DataShape<S extends CarriedSignal, R, G, I> {
  readonly signal: S;
  readonly resources: (data: SignalData[S]) => R[];
  readonly scopes: (resource: R) => G[];
  readonly items: (scope: G) => I[];
  readonly empty: () => SignalData[S];
}

interface Described {
  resource: Resource;
}

interface Scoped {
  scope: InstrumentationScope;
}

/** Takes the resources for which `takes` says so. */
export function takeResources<S extends CarriedSignal, R extends Described, G, I>(
  { signal, resources, empty }: DataShape<S, R, G, I>,
  data: SignalData[S],
  copy: boolean,
  takes: (resource: R) => boolean,
): SignalData[S] {
  const taken = empty();
  keep(resources(data), (resource) => {
    if (!takes(resource)) return true;
    resources(taken).push(resource);
    return copy;
  });
  return copy ? cloneData(signal, taken) : taken;
}

/**
 * Takes the items for which `takes` says so, with their resources and scopes. Of an item of which a part takes the
 * route, as a metric of which some data points do, `takes` gives that part. What is empty afterwards is removed.
 */
export function takeItems<S extends CarriedSignal, R extends Described, G extends Scoped, I>(
  { signal, resources, scopes, items, empty }: DataShape<S, R, G, I>,
  data: SignalData[S],
  copy: boolean,
  takes: (resource: R, scope: G, item: I) => boolean | { readonly part: I; readonly left: boolean },
): SignalData[S] {
  const taken = empty();
  keep(resources(data), (resource) => {
    const scopesTaken: G[] = [];
    keep(scopes(resource), (scope) => {
      const itemsTaken: I[] = [];
      keep(items(scope), (item) => {
        const found = takes(resource, scope, item);
        if (found === false) return true;
        itemsTaken.push(found === true ? item : found.part);
        return copy || (found !== true && found.left);
      });
      if (itemsTaken.length > 0) {
        const into = { ...scope, scope: cloneMessage(instrumentationScopeType, scope.scope) };
        scopesTaken.push(withList(into, items(scope), itemsTaken));
      }
      return copy || items(scope).length > 0;
    });
    if (scopesTaken.length > 0) {
      const into = { ...resource, resource: cloneMessage(resourceType, resource.resource) };
      resources(taken).push(withList(into, scopes(resource), scopesTaken));
    }
    return copy || scopes(resource).length > 0;
  });
  return copy ? cloneData(signal, taken) : taken;
}

/** The object with another list in place of one it has. */
function withList<T extends object>(target: T, list: unknown[], replacement: unknown[]): T {
  const entries = Object.entries(target).map(([key, value]) => [key, value === list ? replacement : value]);
  return Object.fromEntries(entries) as T;
}

/** Removes what isn't kept, in place; asks for each once, in order. */
export function keep<T>(items: T[], keeps: (item: T) => boolean): void {
  let kept = 0;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as T;
    if (!keeps(item)) continue;
    items[kept] = item;
    kept += 1;
  }
  items.length = kept;
}
