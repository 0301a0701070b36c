import type { OttlFunction } from '../../function.ts';
import { parseCsv } from './parse-csv.ts';
import { parseJson } from './parse-json.ts';
import { parseKeyValue } from './parse-key-value.ts';
import { parseSimplifiedXml } from './parse-simplified-xml.ts';
import { parseXml } from './parse-xml.ts';
import { url } from './url.ts';

/** The converters that take texts of a known format apart. */
export const parsingConverters: readonly OttlFunction[] = [
  parseCsv,
  parseJson,
  parseKeyValue,
  parseSimplifiedXml,
  parseXml,
  url,
];
