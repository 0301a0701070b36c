import type { LogsData, ResourceLogs, ScopeLogs } from '../../../../otlp/model.ts';
import type { ResourceGroups } from './resource-groups.ts';
import { ScopeGroups } from './scope-groups.ts';

/** Puts log records under the resources that `groups` gives them. Schema URLs are lost, as in the collector. */
export function groupLogs(data: LogsData, groups: ResourceGroups): LogsData {
  const resourceLogs: ResourceLogs[] = [];
  const places = new ScopeGroups(
    (resource) => {
      const added: ResourceLogs = { resource, scopeLogs: [], schemaUrl: '' };
      resourceLogs.push(added);
      return added;
    },
    ({ scopeLogs }, scope) => {
      const added: ScopeLogs = { scope, logRecords: [], schemaUrl: '' };
      scopeLogs.push(added);
      return added;
    },
  );
  for (const { resource, scopeLogs } of data.resourceLogs) {
    const resourceOf = groups.within(resource);
    for (const { scope, logRecords } of scopeLogs) {
      for (const record of logRecords)
        places.at(resourceOf(record.attributes), scope).logRecords.push(record);
    }
  }
  return { resourceLogs };
}
