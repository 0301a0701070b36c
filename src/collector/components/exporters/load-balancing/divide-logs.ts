import type { LogRecord, LogsData, ResourceLogs, ScopeLogs } from '../../../../otlp/model.ts';
import { attributePart, extendedKey, type PartialKey } from './attribute-key.ts';
import { resourceIdentity } from './identity.ts';
import { textHash } from './key-hash.ts';
import { type Divide, type FindBackend, Parts } from './parts.ts';

const empty = (): LogsData => ({ resourceLogs: [] });

/** How logs are divided by a `routing_key`; `undefined` where it isn't one for logs. */
export function divideLogs(
  routingKey: string,
  attributes: readonly string[],
  random: () => number,
): Divide<LogsData> | undefined {
  switch (routingKey) {
    case '':
    case 'service':
      return byResource(serviceOf);
    case 'resource':
      return byResource(({ resource }) => resourceIdentity(resource));
    case 'traceID':
      return byTraceId(random);
    case 'attributes':
      return byAttributes(attributes);
    default:
      return undefined;
  }
}

function serviceOf({ resource }: ResourceLogs): string {
  const service = resource.attributes.get('service.name');
  return typeof service === 'string' ? service : '';
}

function byResource(keyOf: (resource: ResourceLogs) => string): Divide<LogsData> {
  return <B>(data: LogsData, find: FindBackend<B>) => {
    const parts = new Parts<B, LogsData>(empty);
    for (const resource of data.resourceLogs) {
      parts.of(find(textHash(keyOf(resource)))).resourceLogs.push(resource);
    }
    return parts.entries();
  };
}

/**
 * The key is the id as text, where that of spans is its bytes: logs need not go where their trace goes. Records of no
 * trace go anywhere.
 */
function byTraceId(random: () => number): Divide<LogsData> {
  return <B>(data: LogsData, find: FindBackend<B>) => {
    const parts = new Parts<B, LogsData>(empty);
    for (const resource of data.resourceLogs) {
      for (const scope of resource.scopeLogs) {
        addRecords(parts, find, resource, scope, ({ traceId }) => traceId || randomTraceId(random));
      }
    }
    return parts.entries();
  };
}

function randomTraceId(random: () => number): string {
  const digits = Array.from({ length: 8 }, () => Math.floor(random() * 16).toString(16)).join('');
  // All zeros would be the text of no id.
  return digits === '00000000' ? '' : digits.padEnd(32, '0');
}

function byAttributes(names: readonly string[]): Divide<LogsData> {
  const nothing: PartialKey = { text: '', pending: names };
  return <B>(data: LogsData, find: FindBackend<B>) => {
    const parts = new Parts<B, LogsData>(empty);
    for (const resource of data.resourceLogs) {
      const outer = extendedKey(nothing, resource.resource.attributes);
      if (outer.pending.length === 0 || resource.scopeLogs.length === 0) {
        parts.of(find(textHash(outer.text))).resourceLogs.push(resource);
        continue;
      }
      for (const scope of resource.scopeLogs) {
        const key = extendedKey(outer, scope.scope.attributes);
        if (key.pending.length === 0) {
          const whole = { ...resource, scopeLogs: [scope] };
          parts.of(find(textHash(key.text))).resourceLogs.push(whole);
        } else {
          addRecords(parts, find, resource, scope, (record) => recordKey(key, record));
        }
      }
    }
    return parts.entries();
  };
}

function recordKey({ text, pending }: PartialKey, record: LogRecord): string {
  let key = text;
  for (const name of pending) {
    if (name === 'log.severity') key += attributePart(name, record.severityText);
    else if (name === 'log.body') key += attributePart(name, record.body);
    else key += attributePart(name, record.attributes.get(name));
  }
  return key;
}

/** Records with the same key stay together, under a resource of their own. */
function addRecords<B>(
  parts: Parts<B, LogsData>,
  find: FindBackend<B>,
  resource: ResourceLogs,
  scope: ScopeLogs,
  keyOf: (record: LogRecord) => string,
): void {
  const byKey = new Map<string, LogRecord[]>();
  for (const record of scope.logRecords) {
    const key = keyOf(record);
    const known = byKey.get(key);
    if (known !== undefined) {
      known.push(record);
      continue;
    }
    const logRecords = [record];
    byKey.set(key, logRecords);
    const part = { ...resource, scopeLogs: [{ ...scope, logRecords }] };
    parts.of(find(textHash(key))).resourceLogs.push(part);
  }
}
