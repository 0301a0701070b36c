import type { AnyValue } from '../../../../otlp/model.ts';
import { floatLike, intLike } from '../../../ottl/compile/conversions.ts';
import { OttlError } from '../../../ottl/ottl-error.ts';
import { valueTypeOf } from '../../../ottl/value.ts';
import type { Logger } from '../../../pipeline/logger.ts';
import { valueText } from '../../exporters/debug/value-text.ts';

export const TARGETS = ['string', 'int', 'double'] as const;

export type Target = (typeof TARGETS)[number];

/** The value in another type, or as it is where that can't be, which is logged at level debug. */
export function convertedValue(value: AnyValue, target: Target, key: string, logger: Logger): AnyValue {
  if (target === 'string') return valueText(value);
  const isScalar = value !== null && typeof value !== 'object';
  if (!isScalar) {
    logger.log('debug', 'Unable to convert type', { key, from: valueTypeOf(value), to: target });
    return value;
  }
  try {
    return (target === 'int' ? intLike(value) : floatLike(value)) ?? value;
  } catch (error) {
    if (!(error instanceof OttlError)) throw error;
    const text = String(value);
    logger.log('debug', `String could not be converted to ${target}`, {
      key,
      value: text,
      error: error.message,
    });
    return value;
  }
}
