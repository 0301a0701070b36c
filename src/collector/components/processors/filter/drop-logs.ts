import type { LogsData } from '../../../../otlp/model.ts';
import { LogContext, ResourceContext, ScopeContext } from '../../../ottl/contexts/transform-context.ts';
import type { ConsumeContext } from '../../../pipeline/consumer.ts';
import type { FilterPass } from './filter-pass.ts';
import { removeIf } from './remove-if.ts';

/** Drops resources, scopes and log records; what is empty afterwards goes too. */
export function logDropper(): (data: LogsData, pass: FilterPass, consumed: ConsumeContext) => void {
  const resource = new ResourceContext();
  const scope = new ScopeContext();
  const log = new LogContext();
  return (data, pass, consumed) => {
    for (const each of [resource, scope, log]) each.begin(consumed);
    const logs = pass.has('log');
    const scopes = pass.has('scope');
    removeIf(data.resourceLogs, (resourceLogs) => {
      const errors = pass.errorCount;
      if (pass.drops('resource', resource.enter(resourceLogs))) return true;
      if (pass.errorCount > errors) return false;
      if (!scopes && !logs) return resourceLogs.scopeLogs.length === 0;
      removeIf(resourceLogs.scopeLogs, (scopeLogs) => {
        const before = pass.errorCount;
        if (scopes && pass.drops('scope', scope.enterScope(resourceLogs, scopeLogs))) return true;
        if (pass.errorCount > before) return false;
        if (logs) {
          removeIf(scopeLogs.logRecords, (record) =>
            pass.drops('log', log.enterLog(resourceLogs, scopeLogs, record)),
          );
        }
        return scopeLogs.logRecords.length === 0;
      });
      return resourceLogs.scopeLogs.length === 0;
    });
  };
}
