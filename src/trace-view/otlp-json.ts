/** A stored span as OTLP/JSON (opentelemetry-proto, "JSON Protobuf Encoding"), indented to be read. */
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { AnyValue, Attributes } from '../otlp/model.ts';

/** A `TracesData` with this one span. 64-bit integers are strings and ids are hex, as the encoding asks. */
export function otlpJsonOf({ span, resource, scope }: StoredSpan): string {
  const tracesData = {
    resourceSpans: [
      {
        resource: withoutDefaults({ ...resource, attributes: keyValues(resource.attributes) }),
        scopeSpans: [
          {
            scope: withoutDefaults({ ...scope, attributes: keyValues(scope.attributes) }),
            spans: [
              withoutDefaults({
                ...span,
                startTimeUnixNano: `${span.startTimeUnixNano}`,
                endTimeUnixNano: `${span.endTimeUnixNano}`,
                attributes: keyValues(span.attributes),
                events: span.events.map((event) =>
                  withoutDefaults({
                    ...event,
                    timeUnixNano: `${event.timeUnixNano}`,
                    attributes: keyValues(event.attributes),
                  }),
                ),
                links: span.links.map((link) =>
                  withoutDefaults({ ...link, attributes: keyValues(link.attributes) }),
                ),
                status: withoutDefaults(span.status),
              }),
            ],
          },
        ],
      },
    ],
  };
  return JSON.stringify(tracesData, null, 2);
}

/** Proto3 leaves out fields that have their default value. */
function withoutDefaults(message: object): object {
  const isDefault = (value: unknown) =>
    value === '' || value === 0 || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(message).filter(([, value]) => !isDefault(value)));
}

function keyValues(attributes: Attributes): object[] {
  return [...attributes].map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: AnyValue): object {
  if (value === null) return {};
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'bigint') return { intValue: `${value}` };
  if (typeof value === 'number') return { doubleValue: Number.isFinite(value) ? value : `${value}` };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  if (value instanceof Map) return { kvlistValue: { values: keyValues(value) } };
  return { bytesValue: base64(value) };
}

function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  // In pieces, as spreading megabytes into one call overflows the stack. A multiple of 3 keeps padding at the end.
  for (let at = 0; at < bytes.length; at += 0x6000) {
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 0x6000))));
  }
  return pieces.join('');
}
