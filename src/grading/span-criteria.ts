/** The criteria on a span's own fields and its resource. Weights are explained at `closestSpan`. */
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import { type AnyValue, type Attributes, SpanKind, StatusCode } from '../otlp/model.ts';
import { type Criterion, yesOrNo } from './criterion.ts';
import { distanceFrom } from './similarity.ts';
import type { LocalizedText } from './text.ts';
import { chinese, code, text, valueText } from './write-text.ts';

/** What an attribute must be. A `number` equals the same integer, however the exporter encoded it. */
export type ExpectedValue = string | boolean | number | bigint | RegExp;

/** `service.name`, or `''` where the resource has none. */
export function serviceOf({ resource }: StoredSpan): string {
  const name = resource.attributes.get('service.name');
  return typeof name === 'string' ? name : '';
}

export function named(name: string | RegExp): Criterion {
  const shown = code(String(name));
  const distance = typeof name === 'string' ? distanceFrom(name) : () => 1;
  return {
    aspect: text('name', '名称'),
    phrase:
      typeof name === 'string'
        ? text(`named ${shown}`, `名称为 ${shown}`)
        : text(`with a name like ${shown}`, `名称匹配 ${shown}`),
    weight: 4,
    ...(typeof name === 'string' ? { label: name } : {}),
    fulfilledBy: ({ span }) => (typeof name === 'string' ? span.name === name : matches(name, span.name)),
    distance: ({ span }) => distance(span.name),
    actual: ({ span }) => text(`its name is ${code(span.name)}`, `名称是 ${code(span.name)}`),
  };
}

export function ofService(service: string): Criterion {
  return yesOrNo({
    aspect: text('service', '服务'),
    phrase: text(`of service ${code(service)}`, `属于服务 ${code(service)}`),
    weight: 2,
    fulfilledBy: (stored) => serviceOf(stored) === service,
    actual: (stored) => {
      const actual = serviceOf(stored);
      return actual === ''
        ? text('its resource has no `service.name`', '它的 Resource 没有 `service.name`')
        : text(`its service is ${code(actual)}`, `服务是 ${code(actual)}`);
    },
  });
}

export function ofKind(kind: SpanKind): Criterion {
  return yesOrNo({
    aspect: text('kind', '类型'),
    phrase: text(`of kind ${kindName(kind)}`, `类型为 ${kindName(kind)}`),
    fulfilledBy: ({ span }) => span.kind === kind,
    actual: ({ span }) => text(`its kind is ${kindName(span.kind)}`, `类型是 ${kindName(span.kind)}`),
  });
}

export function withStatus(status: StatusCode): Criterion {
  return yesOrNo({
    aspect: text('status', '状态'),
    phrase: text(`with status ${statusName(status)}`, `状态为 ${statusName(status)}`),
    fulfilledBy: ({ span }) => span.status.code === status,
    actual: ({ span }) =>
      text(`its status is ${statusName(span.status.code)}`, `状态是 ${statusName(span.status.code)}`),
  });
}

export function withEvent(name: string): Criterion {
  return yesOrNo({
    aspect: text(`event ${code(name)}`, `事件 ${code(name)}`),
    phrase: text(`with an event ${code(name)}`, `带有事件 ${code(name)}`),
    fulfilledBy: ({ span }) => span.events.some((event) => event.name === name),
    actual: ({ span }) =>
      span.events.length === 0
        ? text('it has no events', '它没有事件')
        : text(
            `its events are ${span.events
              .slice(0, 3)
              .map((event) => code(event.name))
              .join(', ')}`,
            `它的事件是 ${span.events
              .slice(0, 3)
              .map((event) => code(event.name))
              .join('、')}`,
          ),
  });
}

/** Its resource names the service, with more than the `unknown_service…` SDKs put where nothing was said. */
export function withServiceName(): Criterion {
  return yesOrNo({
    aspect: text('`service.name`', '`service.name`'),
    phrase: text('with a `service.name`', '带有 `service.name`'),
    fulfilledBy: (stored) => {
      const name = serviceOf(stored).trim();
      return name !== '' && !name.startsWith('unknown_service');
    },
    actual: (stored) => {
      const name = serviceOf(stored).trim();
      return name === ''
        ? text('its resource has no `service.name`', '它的 Resource 没有 `service.name`')
        : text(`its \`service.name\` is ${code(name)}`, `它的 \`service.name\` 是 ${code(name)}`);
    },
  });
}

/** The span carries the attribute; with `expected`, it has that value. */
export function withAttribute(key: string, expected?: ExpectedValue): Criterion {
  return attributeCriterion(key, expected, ({ span }) => span.attributes, text('it', '它'));
}

/** The same for the resource the span came with. */
export function withResourceAttribute(key: string, expected?: ExpectedValue): Criterion {
  return attributeCriterion(
    key,
    expected,
    ({ resource }) => resource.attributes,
    text('its resource', '它的 Resource'),
  );
}

function attributeCriterion(
  key: string,
  expected: ExpectedValue | undefined,
  read: (stored: StoredSpan) => Attributes,
  owner: LocalizedText,
): Criterion {
  const name = code(key);
  const asked = expected === undefined ? name : code(`${key} = ${String(expected)}`);
  return {
    aspect: text(name, name),
    phrase: text(`with ${asked}`, `带有 ${asked}`),
    weight: 1,
    fulfilledBy(stored) {
      const value = read(stored).get(key);
      return value !== undefined && (expected === undefined || sameValue(value, expected));
    },
    distance: (stored) => (read(stored).has(key) ? 0.5 : 1),
    actual(stored) {
      const value = read(stored).get(key);
      if (value === undefined)
        return text(`${owner.en} has no ${name}`, chinese(owner['zh-cn'], '没有', name));
      const shown = valueText(value);
      return text(`${name} is ${shown.en}`, `${name} 是 ${shown['zh-cn']}`);
    },
  };
}

function sameValue(value: AnyValue, expected: ExpectedValue): boolean {
  if (expected instanceof RegExp) return typeof value === 'string' && matches(expected, value);
  if (typeof expected === 'number' && typeof value === 'bigint') {
    return Number.isSafeInteger(expected) && BigInt(expected) === value;
  }
  return value === expected;
}

/** Without the memory that `g` and `y` give a pattern, so that asking twice answers the same. */
function matches(pattern: RegExp, value: string): boolean {
  return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(value);
}

function kindName(kind: SpanKind): string {
  const name = Object.entries(SpanKind).find(([, value]) => value === kind)?.[0];
  return code(name?.toUpperCase() ?? String(kind));
}

function statusName(status: StatusCode): string {
  const name = Object.entries(StatusCode).find(([, value]) => value === status)?.[0];
  return code(name ?? String(status));
}
