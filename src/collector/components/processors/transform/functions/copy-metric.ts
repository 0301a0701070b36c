import { cloneMessage } from '../../../../../otlp/clone-message.ts';
import { metricType } from '../../../../../otlp/messages/metrics.ts';
import type { MetricContext } from '../../../../ottl/contexts/transform-context.ts';
import { arg, defineFunction, optional } from '../../../../ottl/function.ts';

export const copyMetric = defineFunction({
  name: 'copy_metric',
  parameters: { name: optional(arg.string), description: optional(arg.string), unit: optional(arg.string) },
  create:
    ({ name, description, unit }) =>
    (context) => {
      const { metric, metrics } = context as MetricContext;
      const copy = cloneMessage(metricType, metric);
      // The copy is in the list even where one of the arguments has an error.
      metrics.push(copy);
      if (name !== undefined) copy.name = name.get(context);
      if (description !== undefined) copy.description = description.get(context);
      if (unit !== undefined) copy.unit = unit.get(context);
      return null;
    },
});
