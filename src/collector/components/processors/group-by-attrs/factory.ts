import { processorFactory } from '../../../pipeline/component.ts';
import { groupByAttrsSchema } from './config.ts';
import { createGroupByAttrsProcessor } from './group-by-attrs-processor.ts';
import { groupLogs } from './group-logs.ts';
import { groupMetrics } from './group-metrics.ts';
import { groupTraces } from './group-traces.ts';

export const groupByAttrsFactory = processorFactory({
  kind: 'processor',
  type: 'groupbyattrs',
  deprecatedTypes: ['group_by_attrs'],
  schema: groupByAttrsSchema,
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
  doc: 'Moves attributes that items have in common to their resource, and puts items of one resource together.',
  create: {
    traces: (config, context, next) =>
      createGroupByAttrsProcessor({ group: groupTraces, noun: 'span' }, config, context, next),
    metrics: (config, context, next) =>
      createGroupByAttrsProcessor({ group: groupMetrics, noun: 'metric' }, config, context, next),
    logs: (config, context, next) =>
      createGroupByAttrsProcessor({ group: groupLogs, noun: 'log' }, config, context, next),
  },
});
