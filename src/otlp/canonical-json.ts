import { cloneMessage } from './clone-message.ts';
import { SIGNAL_TYPES, type SignalData } from './export-request.ts';
import { writeJson } from './json-writer.ts';
import type { Field, MessageFields, MessageType } from './message-type.ts';
import type { AnyValue, Attributes } from './model.ts';

/**
 * OTLP/JSON for golden files and for people: one line per value, attributes sorted by key. Equal data prints equally,
 * and the text decodes to data equal to the original.
 */
export function canonicalJson<S extends keyof SignalData>(signal: S, data: SignalData[S]): string {
  return canonicalMessage(SIGNAL_TYPES[signal], data);
}

function canonicalMessage<T extends object>(type: MessageType<T>, message: T): string {
  const sorted = cloneMessage(type, message);
  sortFields(type, sorted);
  return indent(new TextDecoder().decode(writeJson(type, sorted)));
}

function sortFields(type: MessageType<object>, target: object): void {
  const message = target as MessageFields;
  for (const field of type.fields) {
    const value = message[field.property];
    if (value === undefined) continue;
    message[field.property] = field.repeated
      ? (value as readonly unknown[]).map((element) => sortField(field, element))
      : sortField(field, value);
  }
}

function sortField(field: Field, value: unknown): unknown {
  if (field.message !== undefined) sortFields(field.message, value as object);
  if (field.type === 'attributes') return sortAttributes(value as Attributes);
  return field.type === 'anyValue' ? sortAnyValue(value as AnyValue) : value;
}

function sortAttributes(attributes: Attributes): Attributes {
  const entries = [...attributes].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(entries.map(([key, value]) => [key, sortAnyValue(value)]));
}

function sortAnyValue(value: AnyValue): AnyValue {
  if (Array.isArray(value)) return value.map(sortAnyValue);
  return value instanceof Map ? sortAttributes(value) : value;
}

/** Breaks JSON without white space into lines. Works on the text, as parsing would turn -0 into 0. */
function indent(json: string): string {
  const lines: string[] = [];
  let depth = 0;
  let lineStart = 0;
  const endLine = (at: number, nextDepth: number): void => {
    lines.push('  '.repeat(depth) + json.slice(lineStart, at));
    lineStart = at;
    depth = nextDepth;
  };
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') at = closingQuote(json, at);
    else if (character === ',') endLine(at + 1, depth);
    else if (character === '{' || character === '[') {
      if (json[at + 1] === '}') at++;
      else endLine(at + 1, depth + 1);
    } else if (character === '}' || character === ']') endLine(at, depth - 1);
  }
  endLine(json.length, 0);
  return lines.join('\n').replace(/^( *"[^"\\]*":)(?=.)/gm, '$1 ');
}

function closingQuote(json: string, openingQuote: number): number {
  let at = openingQuote + 1;
  while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}
