import { cloneAttributes } from '../../../../otlp/clone-message.ts';
import type { MetricsData, Resource } from '../../../../otlp/model.ts';
import { valueOfRaw } from '../../../config/raw-value.ts';
import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import { functionEnvironment } from '../../../ottl/function-environment.ts';
import { OttlError } from '../../../ottl/ottl-error.ts';
import type { ComponentContext, Connector } from '../../../pipeline/component.ts';
import type { CarriedSignal, ConsumeContext, Consumer, SignalData } from '../../../pipeline/consumer.ts';
import { compileCondition } from './compile-condition.ts';
import { COUNTED, type CountConfig } from './config.ts';
import { Counter, type MetricDefinition } from './counter.ts';

/** The metrics for each context. */
export type Definitions = { readonly [C in ContextName]?: readonly MetricDefinition[] };

/** What a walk over the data counts into: the resource's counters, in the order their metrics are written. */
export interface CountSink {
  /** Begins with a resource; gives a counter for each of the contexts. */
  begin(resource: Resource, contexts: readonly ContextName[]): Counter[];
  readonly errors: string[];
}

/** Counts all of the data of a signal. */
export type CountData<S extends CarriedSignal> = (
  data: SignalData[S],
  sink: CountSink,
  consumed: ConsumeContext,
) => void;

const SCOPE = 'github.com/open-telemetry/opentelemetry-collector-contrib/connector/countconnector';

/** Counts data, and sends what it counted on as metrics; refuses the data where a condition has an error. */
export function createCountConnector<S extends CarriedSignal>(
  countData: CountData<S>,
  config: CountConfig,
  context: ComponentContext,
  next: Consumer<'metrics'>,
): Connector<S> {
  const definitions = definitionsOf(config, context);
  return {
    mutatesData: false,
    async consume(data, consumed) {
      const errors: string[] = [];
      const counted: { resource: Resource; counters: Counter[] }[] = [];
      const begin: CountSink['begin'] = (resource, contexts) => {
        const counters = contexts.map((name) => new Counter(definitions[name] ?? [], errors));
        counted.push({ resource, counters });
        return counters;
      };
      countData(data, { begin, errors }, consumed);
      if (errors.length > 0) throw new OttlError(errors.join('\n'));
      return next.consume(metricsOf(counted, context), consumed);
    },
  };
}

function metricsOf(
  counted: readonly { resource: Resource; counters: readonly Counter[] }[],
  { clock }: ComponentContext,
): MetricsData {
  const resourceMetrics = counted.flatMap(({ resource, counters }) => {
    const metrics = counters.flatMap((counter) => counter.metrics(() => clock.now()));
    if (metrics.length === 0) return [];
    const scope = { name: SCOPE, version: '', attributes: new Map(), droppedAttributesCount: 0 };
    return [
      {
        resource: { attributes: cloneAttributes(resource.attributes), droppedAttributesCount: 0 },
        scopeMetrics: [{ scope, metrics, schemaUrl: '' }],
        schemaUrl: '',
      },
    ];
  });
  return { resourceMetrics };
}

function definitionsOf(config: CountConfig, context: ComponentContext): Definitions {
  const environment = functionEnvironment(context);
  return Object.fromEntries(
    COUNTED.map(({ key, context: name, name: defaultName, items }) => {
      const configured = config[key];
      if (configured === undefined || configured.size === 0) {
        const description = `The number of ${items} observed.`;
        return [name, [{ name: defaultName, description, condition: undefined, attributes: [] }]];
      }
      return [
        name,
        [...configured].map(([metric, info]): MetricDefinition => {
          const texts = info.conditions ?? [];
          return {
            name: metric,
            description: info.description,
            condition: texts.length === 0 ? undefined : compileCondition(name, texts, environment),
            attributes: (info.attributes ?? []).map((each) => ({
              key: each.key,
              defaultValue: each.default_value == null ? undefined : valueOfRaw(each.default_value),
            })),
          };
        }),
      ];
    }),
  );
}
