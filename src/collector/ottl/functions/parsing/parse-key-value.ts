import type { Attributes } from '../../../../otlp/model.ts';
import { prefixed } from '../../compile/key.ts';
import { arg, defineFunction, optional } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { goQuote } from '../../syntax/go-quote.ts';
import { trimSpace } from '../../text/go-space.ts';
import { splitQuoted } from '../../text/split-quoted.ts';
import { checkDelimiters } from '../key-value-delimiters.ts';

/** A map of a text such as `k=v k2="v 2"`. */
export const parseKeyValue = defineFunction({
  name: 'ParseKeyValue',
  parameters: {
    target: arg.string,
    delimiter: optional(arg.stringLiteral),
    pairDelimiter: optional(arg.stringLiteral),
  },
  create: ({ target, delimiter = '=', pairDelimiter = ' ' }) => {
    checkDelimiters(delimiter, pairDelimiter);
    return (context) => {
      const source = target.get(context);
      if (source === '') throw new OttlError('cannot parse from empty target');
      return mapOf(pairsOf(source, pairDelimiter), delimiter);
    };
  },
});

function pairsOf(source: string, pairDelimiter: string): string[] {
  try {
    return splitQuoted(source, pairDelimiter);
  } catch (error) {
    throw prefixed(`splitting source ${goQuote(source)} into pairs failed: `, error);
  }
}

function mapOf(pairs: readonly string[], delimiter: string): Attributes {
  const result: Attributes = new Map();
  const failures: string[] = [];
  for (const pair of pairs) {
    const at = pair.indexOf(delimiter);
    if (at < 0) failures.push(`cannot split ${goQuote(pair)} into 2 items, got 1 item(s)`);
    else result.set(trimSpace(pair.slice(0, at)), trimSpace(pair.slice(at + delimiter.length)));
  }
  if (failures.length > 0) {
    throw new OttlError(`failed to split pairs into key-values: ${failures.join('; ')}`);
  }
  return result;
}
