import { OttlError } from '../../../ottl/ottl-error.ts';
import type { ConsumeContext } from '../../../pipeline/consumer.ts';

/** Whether a request has the metadata. */
export type RequestCondition = (request: ConsumeContext) => boolean;

/**
 * Reads `request["name"] == "value"` (or `!=`), which is no OTTL. True where one of the values compares so; a request
 * without the key matches neither. Throws OttlError with the collector's text.
 */
export function parseRequestCondition(condition: string): RequestCondition {
  if (condition === '') throw new OttlError('condition is empty');
  const comparators = condition.match(/==|!=/g) ?? [];
  const [comparator] = comparators;
  if (comparator === undefined) throw new OttlError('condition does not contain a valid comparator');
  if (comparators.length > 1) throw new OttlError('condition contains multiple comparators');
  const [field = '', value = ''] = condition.split(comparator).map((part) => part.trim());
  if (!/request\[".*"\]/.test(field)) {
    throw new OttlError('condition must have format \'request["<name>"] <comparator> <value>\'');
  }
  if (!/".*"/.test(value)) {
    throw new OttlError('condition must have format \'request["<name>"] <comparator> "<value>"\'');
  }
  const name = field
    .replace(/^request\["/, '')
    .replace(/"\]$/, '')
    .toLowerCase();
  const expected = value.replace(/^"/, '').replace(/"$/, '');
  const equal = comparator === '==';
  return ({ metadata }) => (metadata.get(name) ?? []).some((each) => (each === expected) === equal);
}
