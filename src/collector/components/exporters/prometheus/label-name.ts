import { goQuote } from '../../../ottl/syntax/go-quote.ts';

/** The name of a label for an attribute (prometheus/otlptranslator, LabelNamer). Throws where none can be made. */
export function labelName(attribute: string, utf8: boolean): string {
  if (attribute === '') throw new Error('label name is empty');
  if (utf8) {
    if (/^_+$/.test(attribute)) {
      throw new Error(`label name ${goQuote(attribute)} contains only underscores`);
    }
    return attribute;
  }
  const clean = sanitized(attribute);
  const name = /^\d/.test(clean) ? `key_${clean}` : /^_(?!_)/.test(clean) ? `key${clean}` : clean;
  if (/^_*$/.test(name)) {
    throw new Error(
      `normalization for label name ${goQuote(attribute)} resulted in invalid name ${goQuote(name)}`,
    );
  }
  return name;
}

/** Runs of other characters become one underscore; names such as "__address__" keep theirs at both ends. */
function sanitized(name: string): string {
  const reserved = /^__(.*)__$/s.exec(name);
  const inner = (reserved?.[1] ?? name).replace(/[^A-Za-z0-9]+/g, '_');
  return reserved === null ? inner : `__${inner}__`;
}
