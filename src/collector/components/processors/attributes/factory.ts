import { type ComponentContext, processorFactory } from '../../../pipeline/component.ts';
import { type AttributeActions, compileActions } from '../attribute-actions/compile-actions.ts';
import { logSelection, metricSelection, spanSelection } from '../match-properties/item-matcher.ts';
import { changeLogs, changeMetrics, changeTraces } from './attributes-processor.ts';
import { type AttributesConfig, attributesSchema } from './config.ts';

export const attributesFactory = processorFactory({
  kind: 'processor',
  type: 'attributes',
  schema: attributesSchema,
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
  doc: 'Sets, deletes, hashes and converts attributes of spans, data points and log records.',
  create: {
    traces: (config, context, next) => changeTraces(actionsOf(config, context), spanSelection(config), next),
    metrics: (config, context, next) =>
      changeMetrics(actionsOf(config, context), metricSelection(config), next),
    logs: (config, context, next) => changeLogs(actionsOf(config, context), logSelection(config), next),
  },
});

function actionsOf({ actions = [] }: AttributesConfig, { logger }: ComponentContext): AttributeActions {
  return compileActions(actions, ['actions'], logger);
}
