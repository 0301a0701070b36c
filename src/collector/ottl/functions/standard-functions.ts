/** The functions that all contexts have (pkg/ottl/ottlfuncs StandardFuncs, StandardConverters). */
import { notImplemented, type OttlFunction } from '../function.ts';
import { dataConverters } from './converters-data.ts';
import { set } from './editors/set.ts';

const MISSING_CONVERTERS = [
  'append',
  'Coalesce',
  'Concat',
  'ConvertAttributesToElementsXML',
  'ConvertCase',
  'ConvertTextToElementsXML',
  'delete_index',
  'ExtractGrokPatterns',
  'ExtractPatterns',
  'Format',
  'GetXML',
  'HasPrefix',
  'HasSuffix',
  'Index',
  'InsertXML',
  'IsMatch',
  'ParseCSV',
  'ParseJSON',
  'ParseKeyValue',
  'ParseSimplifiedXML',
  'ParseXML',
  'RemoveXML',
  'Split',
  'String',
  'Substring',
  'ToCamelCase',
  'ToLowerCase',
  'ToSnakeCase',
  'ToUpperCase',
  'Trim',
  'TrimPrefix',
  'TrimSuffix',
  'URL',
  'UserAgent',
];

const MISSING_EDITORS = [
  'clear',
  'delete_key',
  'delete_matching_keys',
  'flatten',
  'keep_keys',
  'keep_matching_keys',
  'limit',
  'merge_maps',
  'replace_all_matches',
  'replace_all_patterns',
  'replace_match',
  'replace_pattern',
  'stringify_all',
  'truncate_all',
];

/** Those not written yet; each is left out here as soon as it is. */
function missing(names: readonly string[], written: readonly OttlFunction[]): OttlFunction[] {
  const known = new Set(written.map(({ name }) => name));
  return names.filter((name) => !known.has(name)).map(notImplemented);
}

/** Converters, which conditions may use. */
export const standardConverters: readonly OttlFunction[] = [
  ...dataConverters,
  ...missing(MISSING_CONVERTERS, dataConverters),
];

const editors: readonly OttlFunction[] = [set];

/** Editors and converters, which statements may use. */
export const standardFunctions: readonly OttlFunction[] = [
  ...editors,
  ...missing(MISSING_EDITORS, editors),
  ...standardConverters,
];
