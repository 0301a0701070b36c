import type { Attributes, LogsData } from '../../../../otlp/model.ts';
import { LogContext, ResourceContext, ScopeContext } from '../../../ottl/contexts/transform-context.ts';
import type { ConsumeContext } from '../../../pipeline/consumer.ts';
import { runGroup, type StatementGroup } from './statement-group.ts';

/** Runs groups on the resources, scopes or log records of logs, one group after the other. */
export function logTransformer(): (
  data: LogsData,
  group: StatementGroup,
  consumed: ConsumeContext,
  cache: Attributes | undefined,
) => void {
  const resource = new ResourceContext();
  const scope = new ScopeContext();
  const log = new LogContext();
  return (data, group, consumed, cache) => {
    for (const each of [resource, scope, log]) each.begin(consumed, cache);
    for (const resourceLogs of data.resourceLogs) {
      if (group.context === 'resource') {
        runGroup(group, resource.enter(resourceLogs));
        continue;
      }
      for (const scopeLogs of resourceLogs.scopeLogs) {
        if (group.context === 'scope') {
          runGroup(group, scope.enterScope(resourceLogs, scopeLogs));
          continue;
        }
        for (const record of scopeLogs.logRecords) {
          runGroup(group, log.enterLog(resourceLogs, scopeLogs, record));
        }
      }
    }
  };
}
