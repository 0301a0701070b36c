import type { Attributes } from '../../../../../../otlp/model.ts';
import { arg, defineFunction } from '../../../../../ottl/function.ts';
import { OttlError } from '../../../../../ottl/ottl-error.ts';

/** The fields of the header, between pipes, with the names they get. */
const HEADER = [
  'cef.version',
  'cef.device_vendor',
  'cef.device_product',
  'cef.device_version',
  'cef.device_event_class_id',
  'cef.name',
  'cef.severity',
];

/** A message of the Common Event Format as a map, with or without something before it. */
export const parseCef = defineFunction({
  name: 'ParseCEF',
  parameters: { target: arg.string },
  create:
    ({ target }) =>
    (context) => {
      const message = target.get(context);
      if (message === '') throw new OttlError('cannot parse empty CEF message');
      const start = message.indexOf('CEF:');
      if (start < 0) throw new OttlError("invalid CEF message: 'CEF:' not found");
      const { fields, extension } = splitHeader(message.slice(start + 'CEF:'.length));
      if (fields[0] === '') throw new OttlError('invalid CEF message: missing version');
      const result: Attributes = new Map(
        HEADER.map((name, index) => [name, headerText(fields[index] ?? '', index)]),
      );
      return result.set('cef.extensions', readExtension(extension));
    },
});

/** Everything behind the seventh pipe is the extension. */
function splitHeader(message: string): { fields: string[]; extension: string } {
  const fields: string[] = [];
  let start = 0;
  for (const { 0: found, index } of message.matchAll(/\\[|\\]|\|/g)) {
    if (found !== '|') continue;
    fields.push(message.slice(start, index));
    start = index + 1;
    if (fields.length === HEADER.length) return { fields, extension: message.slice(start) };
  }
  fields.push(message.slice(start));
  if (fields.length < HEADER.length) {
    throw new OttlError(
      `invalid CEF header: expected at least ${HEADER.length} pipe-delimited fields (CEF:Version, Device Vendor, Device Product, Device Version, Device Event Class ID, Name, Severity), got ${fields.length}`,
    );
  }
  return { fields, extension: '' };
}

/** The version is taken as it is. */
function headerText(field: string, index: number): string {
  return index === 0 ? field : field.replace(/\\([|\\])/g, '$1');
}

const VALUE_ESCAPES: Readonly<Record<string, string>> = { '\\': '\\', '=': '=', n: '\n', r: '\r' };

/** `key=value key2=value two`: a value goes on until the next key. */
function readExtension(extension: string): Attributes {
  const result: Attributes = new Map();
  const keys = [...extension.matchAll(/(?<=^| )(\w+)=/g)];
  keys.forEach((key, index) => {
    const end = keys[index + 1]?.index ?? extension.length;
    result.set(key[1] ?? '', valueText(extension.slice(key.index + key[0].length, end)));
  });
  return result;
}

function valueText(raw: string): string {
  let end = raw.length;
  while (raw.charAt(end - 1) === ' ') end -= 1;
  return raw.slice(0, end).replace(/\\([\\=nr])/g, (_, char: string) => VALUE_ESCAPES[char] ?? '');
}
