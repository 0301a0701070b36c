import { compareValues } from '../../compile/compare.ts';
import { arg, defineFunction, optional } from '../../function.ts';
import { asString } from '../../value-text.ts';
import { checkDelimiters } from '../key-value-delimiters.ts';

/** A map as one text, `k=v k2=v2`; what contains a delimiter is put in quotes. */
export const toKeyValueString = defineFunction({
  name: 'ToKeyValueString',
  parameters: {
    target: arg.map,
    delimiter: optional(arg.stringLiteral),
    pairDelimiter: optional(arg.stringLiteral),
    sortOutput: optional(arg.boolLiteral),
  },
  create: ({ target, delimiter = '=', pairDelimiter = ' ', sortOutput = false }) => {
    checkDelimiters(delimiter, pairDelimiter);
    const quoted = (text: string) => {
      const escaped = text.replaceAll('"', '\\"');
      return escaped.includes(delimiter) || escaped.includes(pairDelimiter) ? `"${escaped}"` : escaped;
    };
    return (context) => {
      const pairs = [...target.get(context)];
      if (sortOutput) pairs.sort(([a], [b]) => (compareValues(a, b, '<') ? -1 : 1));
      return pairs
        .map(([key, value]) => quoted(key) + delimiter + quoted(asString(value)))
        .join(pairDelimiter);
    };
  },
});
