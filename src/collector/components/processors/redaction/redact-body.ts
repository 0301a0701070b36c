import type { AnyValue } from '../../../../otlp/model.ts';
import { removeKeys } from '../../../../otlp/remove-keys.ts';
import { valueText } from '../../exporters/debug/value-text.ts';
import type { Redaction } from './redaction.ts';
import { type Deeds, note } from './summary.ts';

/**
 * Gives what a log body becomes, and notes what was done by path: "order.items.[0].name", "body" for a body without
 * parts. Maps and lists are changed where they are; all other values are looked at as text.
 */
export function redactBody(body: AnyValue, redaction: Redaction, deeds: Deeds): AnyValue {
  if (isComposite(body)) return redactValue(body, undefined, redaction, deeds);
  // Of a body that is allowed as a whole nothing is told.
  if (redaction.rules.isAllowed(valueText(body))) return body;
  return redactValue(body, 'body', redaction, deeds);
}

/** The body itself has none. */
type Path = string | undefined;

function redactValue(value: AnyValue, path: Path, redaction: Redaction, deeds: Deeds): AnyValue {
  if (value instanceof Map) {
    redactMap(value, path, redaction, deeds);
    return value;
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      value[index] = redactValue(item, below(path, `[${index}]`), redaction, deeds);
    });
    return value;
  }
  const text = valueText(value);
  if (redaction.rules.isAllowed(text)) {
    note(deeds, 'allowed', path ?? '');
    return value;
  }
  const processed = redaction.bodyText(text);
  if (processed === text) return value;
  note(deeds, 'masked', path ?? '');
  return processed;
}

function redactMap(map: Map<string, AnyValue>, path: Path, redaction: Redaction, deeds: Deeds): void {
  const { isIgnored, isMasked, isRemoved } = redaction.rules;
  const removed: string[] = [];
  for (const [key, value] of map) {
    if (isIgnored(key)) note(deeds, 'ignored', below(path, key));
    else if (isRemoved(key)) removed.push(key);
    else if (isMasked(key)) {
      note(deeds, 'masked', below(path, key));
      map.set(key, redaction.maskedValue(value));
    } else map.set(key, redactValue(value, below(path, key), redaction, deeds));
  }
  removeKeys(map, removed);
  for (const key of removed) note(deeds, 'redacted', below(path, key));
}

function below(path: Path, key: string): string {
  return path === undefined ? key : `${path}.${key}`;
}

function isComposite(value: AnyValue): boolean {
  return value instanceof Map || Array.isArray(value);
}
