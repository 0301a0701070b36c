/** Spans as a text in which only ids, times and the order of arrival are gone: equal texts, equal traces. */
import type { StoredSpan } from '../../backends/traces/trace-store.ts';
import { parentIdOf, SpanIndex } from '../../grading/span-index.ts';
import type { AnyValue, Attributes } from '../../otlp/model.ts';

/** Resource attributes that tell where a program ran: they differ between runtimes by right. */
const PLACE = /^(process\.|host\.|os\.|service\.instance\.id$|telemetry\.sdk\.language$)/;

/** One line a span, indented under its parent; siblings and traces in the order of their texts. */
export function spanTree(spans: readonly StoredSpan[]): string {
  const index = new SpanIndex(spans);
  const drawn = new Set<StoredSpan>();
  const draw = (stored: StoredSpan, depth: number): string => {
    drawn.add(stored);
    const line = `${'  '.repeat(depth)}${describe(stored, index)}\n`;
    const children = index.childrenOf(stored).filter((child) => !drawn.has(child));
    return (
      line +
      children
        .map((child) => draw(child, depth + 1))
        .sort()
        .join('')
    );
  };
  const tops = spans.filter((stored) => index.parentOf(stored) === undefined);
  const trees = tops.map((stored) => draw(stored, 0)).sort();
  // Only cycles have no top.
  const rest = spans
    .filter((stored) => !drawn.has(stored))
    .map((stored) => `cycle: ${describe(stored, index)}\n`);
  return [...trees, ...rest.sort()].join('');
}

function describe(stored: StoredSpan, index: SpanIndex): string {
  const { span, scope, resource } = stored;
  const orphan = parentIdOf(stored) !== '' && index.parentOf(stored) === undefined;
  const place = new Map([...resource.attributes].filter(([key]) => !PLACE.test(key)));
  return [
    ...(orphan ? ['(parent missing)'] : []),
    JSON.stringify(span.name),
    `kind=${span.kind}`,
    `status=${span.status.code}${span.status.message && ` ${JSON.stringify(span.status.message)}`}`,
    `scope=${scope.name}@${scope.version}`,
    `resource=${attributesText(place)}`,
    `attributes=${attributesText(span.attributes)}`,
    `events=[${span.events.map(({ name }) => JSON.stringify(name)).join()}]`,
    `links=${span.links.length}`,
    `state=${JSON.stringify(span.traceState)}`,
  ].join(' ');
}

function attributesText(attributes: Attributes): string {
  const entries = [...attributes].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, value]) => `${key}: ${valueText(value)}`).join(', ')}}`;
}

function valueText(value: AnyValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Uint8Array) return `0x${value.toHex()}`;
  if (value instanceof Map) return attributesText(value);
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  return String(value);
}
