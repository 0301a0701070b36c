/** The functions that all contexts have (pkg/ottl/ottlfuncs StandardFuncs, StandardConverters). */
import { notImplemented, type OttlFunction } from '../function.ts';
import { dataConverters } from './converters-data.ts';
import { append } from './editors/append.ts';
import { deleteIndex } from './editors/delete-index.ts';
import { editors } from './editors/editors.ts';
import { parsingConverters } from './parsing/parsing.ts';
import { stringConverters } from './strings/strings.ts';

const MISSING_CONVERTERS = [
  'ConvertAttributesToElementsXML',
  'ConvertTextToElementsXML',
  'ExtractGrokPatterns',
  'GetXML',
  'InsertXML',
  'RemoveXML',
  'UserAgent',
];

/** Those not written yet; each is left out here as soon as it is. */
function missing(names: readonly string[], written: readonly OttlFunction[]): OttlFunction[] {
  const known = new Set(written.map(({ name }) => name));
  return names.filter((name) => !known.has(name)).map(notImplemented);
}

const converters: readonly OttlFunction[] = [
  // These two can be called where converters can, though they are editors.
  append,
  deleteIndex,
  ...dataConverters,
  ...stringConverters,
  ...parsingConverters,
];

/** Converters, which conditions may use. */
export const standardConverters: readonly OttlFunction[] = [
  ...converters,
  ...missing(MISSING_CONVERTERS, converters),
];

/** Editors and converters, which statements may use. */
export const standardFunctions: readonly OttlFunction[] = [...editors, ...standardConverters];
