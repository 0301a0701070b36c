import { valueOfRaw } from '../../../config/raw-value.ts';
import {
  anyValue,
  type ConfigOf,
  type Finding,
  field,
  list,
  map,
  type StructOf,
  string,
  struct,
} from '../../../config/schema.ts';
import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import { findingsOf } from '../../../ottl/findings.ts';
import { validationEnvironment } from '../../../ottl/function-environment.ts';
import { compileCondition } from './compile-condition.ts';

const attributeSchema = struct('countconnector.AttributeConfig', {
  key: field(string(), 'The attribute of the item, its scope or its resource.'),
  default_value: field(anyValue, 'The value of items without it; without one they are not counted.'),
});

type AttributeConfig = ConfigOf<typeof attributeSchema>;

const metricSchema = struct('countconnector.MetricInfo', {
  description: field(string(), 'The description of the metric.'),
  conditions: field(list(string()), 'OTTL conditions; an item is counted where one of them holds.'),
  attributes: field(list(attributeSchema), 'Attributes; items with different values are counted apart.'),
});

export type CountedMetric = ConfigOf<typeof metricSchema>;

function metrics(items: string, name: string) {
  return field(map(metricSchema), `Metrics that count ${items}, by their names. Without any: ${name}.`);
}

const fields = {
  spans: metrics('spans', 'trace.span.count'),
  spanevents: metrics('span events', 'trace.span.event.count'),
  metrics: metrics('metrics', 'metric.count'),
  datapoints: metrics('data points', 'metric.datapoint.count'),
  logs: metrics('log records', 'log.record.count'),
  profiles: metrics('profiles', 'profile.count'),
};

export type CountConfig = StructOf<typeof fields>;

/** What is counted: the key of the configuration, the context of its conditions, and the metric where there are none. */
export const COUNTED = [
  { key: 'spans', context: 'span', name: 'trace.span.count', items: 'spans' },
  { key: 'spanevents', context: 'spanevent', name: 'trace.span.event.count', items: 'span events' },
  { key: 'metrics', context: 'metric', name: 'metric.count', items: 'metrics' },
  { key: 'datapoints', context: 'datapoint', name: 'metric.datapoint.count', items: 'data points' },
  { key: 'logs', context: 'log', name: 'log.record.count', items: 'log records' },
  { key: 'profiles', context: 'profile', name: 'profile.count', items: 'profiles' },
] as const satisfies readonly {
  readonly key: keyof CountConfig;
  readonly context: ContextName;
  readonly name: string;
  readonly items: string;
}[];

export const countSchema = struct('countconnector.Config', fields, {
  ignoresUnknownKeys: true,
  ownDecoder: true,
  validate(config) {
    for (const { key, context } of COUNTED) {
      for (const [name, info] of config[key] ?? []) {
        const [finding] = metricFindings(key, context, name, info);
        if (finding !== undefined) return [finding];
      }
    }
    return [];
  },
});

/** The collector reports the first only. */
function metricFindings(
  key: keyof CountConfig,
  context: ContextName,
  name: string,
  { conditions, attributes = [] }: CountedMetric,
): Finding[] {
  const at = [key, name];
  if (name === '') return [{ message: `${key}: metric name missing`, at }];
  const found = findingsOf([...at, 'conditions'], () => {
    compileCondition(context, conditions ?? [], validationEnvironment);
  }).map((each) => ({
    ...each,
    message: `${key} condition: metric ${JSON.stringify(name)}: ${each.message}`,
  }));
  if (found.length > 0) return found;
  if (key === 'metrics' && attributes.length > 0) {
    const message = `metrics attributes not supported: metric ${JSON.stringify(name)}`;
    return [{ message, at: [...at, 'attributes'] }];
  }
  // The collector says "spans" of data points, too.
  const kind = key === 'datapoints' ? 'spans' : key;
  return attributes.flatMap((attribute, index) => {
    const objection = attributeObjection(attribute);
    if (objection === undefined) return [];
    const message = `${kind} attributes: metric ${JSON.stringify(name)}: ${objection}`;
    return [{ message, at: [...at, 'attributes', String(index)] }];
  });
}

function attributeObjection({ key, default_value }: AttributeConfig): string | undefined {
  if (key === '') return 'attribute key missing';
  try {
    valueOfRaw(default_value);
    return undefined;
  } catch {
    return `invalid default value specified for attribute ${key}`;
  }
}
