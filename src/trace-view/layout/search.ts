import type { AnyValue, Attributes } from '../../otlp/model.ts';
import { serviceName } from './services.ts';
import type { TraceModel } from './trace-model.ts';

/** Longer attribute values are searched up to here, so that a value of megabytes doesn't hold up typing. */
const SEARCHED_LENGTH = 4096;

/**
 * Rows that match, ascending. Plain text is looked for in the span's name, service and ids; `key=value` looks for an
 * attribute of the span or its resource (`key=` alone: that has it at all). Letter case doesn't matter.
 */
export function searchRows(model: TraceModel, query: string): Int32Array {
  const text = query.trim().toLowerCase();
  if (text === '') return new Int32Array(0);
  const equals = text.indexOf('=');
  const matches =
    equals > 0 ? attributeMatcher(text.slice(0, equals), text.slice(equals + 1)) : textMatcher(text);
  const found: number[] = [];
  for (let row = 0; row < model.size; row++) {
    if (matches(model, row)) found.push(row);
  }
  return Int32Array.from(found);
}

/** A text cut into pieces, those that match the query marked. */
export function markMatches(text: string, query: string): { text: string; marked: boolean }[] {
  const needle = query.trim().toLowerCase();
  const haystack = text.toLowerCase();
  // Lower-casing may change the length of a text in some scripts; positions would be off, so nothing is marked.
  if (needle === '' || haystack.length !== text.length) return [{ text, marked: false }];
  const pieces: { text: string; marked: boolean }[] = [];
  let from = 0;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, from)) {
    if (at > from) pieces.push({ text: text.slice(from, at), marked: false });
    pieces.push({ text: text.slice(at, at + needle.length), marked: true });
    from = at + needle.length;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from), marked: false });
  return pieces;
}

type Matcher = (model: TraceModel, row: number) => boolean;

function textMatcher(text: string): Matcher {
  return (model, row) => {
    if ((model.spanIds[row] ?? '').startsWith(text)) return true;
    const stored = model.rows[row];
    if (!stored) return false;
    return stored.span.name.toLowerCase().includes(text) || serviceName(stored).toLowerCase().includes(text);
  };
}

function attributeMatcher(key: string, value: string): Matcher {
  return (model, row) => {
    const stored = model.rows[row];
    return stored !== undefined && (has(stored.span.attributes) || has(stored.resource.attributes));
  };
  function has(attributes: Attributes): boolean {
    for (const [name, each] of attributes) {
      if (name.toLowerCase() === key && valueIncludes(each, value)) return true;
    }
    return false;
  }
}

function valueIncludes(value: AnyValue, text: string): boolean {
  if (Array.isArray(value)) return value.some((each) => valueIncludes(each, text));
  if (value instanceof Map || value instanceof Uint8Array) return text === '';
  return String(value).slice(0, SEARCHED_LENGTH).toLowerCase().includes(text);
}
