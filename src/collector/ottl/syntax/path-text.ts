import type { Key, ParsedPath } from './tree.ts';

/** A path as errors show it: strings without their quotes, and of computed keys nothing but the brackets. */
export function pathText(path: ParsedPath): string {
  const fields = path.fields.map((field) => field.name + keysText(field.keys)).join('.');
  return path.context === '' ? fields : `${path.context}.${fields}`;
}

export function keysText(keys: readonly Key[]): string {
  return keys.map((key) => `[${keyText(key)}]`).join('');
}

function keyText(key: Key): string {
  if (key.kind === 'math') return '';
  return key.kind === 'string' ? key.text : key.value.toString();
}
