import { cloneData } from '../../../../otlp/clone-message.ts';
import type { PartialSuccess } from '../../../../otlp/model.ts';
import { OttlError } from '../../../ottl/ottl-error.ts';
import type { ComponentContext, Connector, ConnectorOutputs } from '../../../pipeline/component.ts';
import type { ConsumeContext, Consumer, SignalData } from '../../../pipeline/consumer.ts';
import type { RoutingConfig } from './config.ts';
import { buildRoutes, consumerOf, type Route } from './router.ts';
import { otelcolContext, type RoutedSignal, shapes, type Take, takers } from './signal-routing.ts';

/** Sends data to the pipelines of the first route that fits, and on along the table where the route copies. */
export function createRoutingConnector<S extends RoutedSignal>(
  signal: S,
  config: RoutingConfig,
  context: ComponentContext,
  outputs: ConnectorOutputs<S>,
): Connector<S> {
  const defaults = config.default_pipelines ?? [];
  const at = ['connectors', context.id, 'default_pipelines'];
  const fallback = defaults.length === 0 ? undefined : consumerOf(signal, defaults, outputs, at);
  const routes = buildRoutes(signal, config, context, outputs);
  const take = (takers[signal] as () => Take<S>)();
  return {
    mutatesData: true,
    async consume(data, consumed) {
      const groups = new Map<Consumer<S>, SignalData[S]>();
      for (const route of routes) {
        if (isEmpty(signal, data)) break;
        const errors: string[] = [];
        const taken = takeRoute(signal, route, data, consumed, take, errors);
        if (errors.length > 0 && config.error_mode === 'propagate') throw new OttlError(errors.join('\n'));
        addTo(groups, signal, route.consumer, taken);
      }
      addTo(groups, signal, fallback, data);
      return sendAll(groups, consumed);
    },
  };
}

/** What takes the route; an error of its statement is noted, and counts as no match. */
function takeRoute<S extends RoutedSignal>(
  signal: S,
  { copy, request, statement }: Route<S>,
  data: SignalData[S],
  consumed: ConsumeContext,
  take: Take<S>,
  errors: string[],
): SignalData[S] {
  if (statement === undefined) return takeAll(signal, data, copy, request?.(consumed) === true);
  const { context, run } = statement;
  const matches: Parameters<Take<S>>[4] = (each) => {
    try {
      return run.execute(each);
    } catch (error) {
      if (!(error instanceof OttlError)) throw error;
      errors.push(error.message);
      return false;
    }
  };
  if (context === 'otelcol') return takeAll(signal, data, copy, matches(otelcolContext(consumed)));
  return take(context, data, consumed, copy, matches);
}

function resourcesOf<S extends RoutedSignal>(signal: S, data: SignalData[S]): object[] {
  return (shapes[signal].resources as (data: SignalData[S]) => object[])(data);
}

function isEmpty<S extends RoutedSignal>(signal: S, data: SignalData[S]): boolean {
  return resourcesOf(signal, data).length === 0;
}

/** All of the data, or nothing. */
function takeAll<S extends RoutedSignal>(
  signal: S,
  data: SignalData[S],
  copy: boolean,
  matches: boolean,
): SignalData[S] {
  const taken = shapes[signal].empty() as SignalData[S];
  if (!matches) return taken;
  if (copy) return cloneData(signal, data);
  resourcesOf(signal, taken).push(...resourcesOf(signal, data).splice(0));
  return taken;
}

/** Routes to the same single pipeline send together. */
function addTo<S extends RoutedSignal>(
  groups: Map<Consumer<S>, SignalData[S]>,
  signal: S,
  consumer: Consumer<S> | undefined,
  data: SignalData[S],
): void {
  if (consumer === undefined || isEmpty(signal, data)) return;
  const group = groups.get(consumer);
  if (group === undefined) groups.set(consumer, data);
  else resourcesOf(signal, group).push(...resourcesOf(signal, data));
}

/** Sends to all, even where one fails; the errors are joined. */
async function sendAll<S extends RoutedSignal>(
  groups: ReadonlyMap<Consumer<S>, SignalData[S]>,
  consumed: ConsumeContext,
): Promise<PartialSuccess | undefined> {
  const errors: unknown[] = [];
  let partial: PartialSuccess | undefined;
  for (const [consumer, data] of groups) {
    try {
      partial = (await consumer.consume(data, consumed)) ?? partial;
    } catch (error) {
      errors.push(error);
    }
  }
  const [only] = errors;
  if (errors.length === 1) throw only;
  if (errors.length > 1) {
    const texts = errors.map((error) => (error instanceof Error ? error.message : String(error)));
    throw new Error(texts.join('\n'), { cause: only });
  }
  return partial;
}
