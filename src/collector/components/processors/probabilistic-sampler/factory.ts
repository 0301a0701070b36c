import { processorFactory } from '../../../pipeline/component.ts';
import { removeIf } from '../filter/remove-if.ts';
import { probabilisticSamplerSchema } from './config.ts';
import { ItemSampler } from './item-sampler.ts';
import { sampledLogs } from './sampled-logs.ts';
import { sampledSpans } from './sampled-spans.ts';
import { createSampler } from './sampler.ts';

/** Scopes and resources of which nothing is left go too, and so does a request. */
export const probabilisticSamplerFactory = processorFactory({
  kind: 'processor',
  type: 'probabilistic_sampler',
  schema: probabilisticSamplerSchema,
  stability: { traces: 'beta', logs: 'alpha' },
  doc: 'Keeps a percentage of all traces, or of all log records, and says in them how likely that was.',
  create: {
    traces(config, context, next) {
      const sampler = new ItemSampler(
        sampledSpans(config),
        createSampler(config),
        config.fail_closed,
        context,
      );
      return {
        mutatesData: true,
        async consume(data, consumed) {
          removeIf(data.resourceSpans, ({ scopeSpans }) => {
            removeIf(scopeSpans, ({ spans }) => {
              removeIf(spans, (span) => !sampler.keeps(span));
              return spans.length === 0;
            });
            return scopeSpans.length === 0;
          });
          sampler.reportCounts();
          return data.resourceSpans.length === 0 ? undefined : next.consume(data, consumed);
        },
      };
    },
    logs(config, context, next) {
      const sampler = new ItemSampler(
        sampledLogs(config),
        createSampler(config),
        config.fail_closed,
        context,
      );
      return {
        mutatesData: true,
        async consume(data, consumed) {
          removeIf(data.resourceLogs, ({ scopeLogs }) => {
            removeIf(scopeLogs, ({ logRecords }) => {
              removeIf(logRecords, (record) => !sampler.keeps(record));
              return logRecords.length === 0;
            });
            return scopeLogs.length === 0;
          });
          sampler.reportCounts();
          return data.resourceLogs.length === 0 ? undefined : next.consume(data, consumed);
        },
      };
    },
  },
});
