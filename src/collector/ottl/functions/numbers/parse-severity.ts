import { prefixed } from '../../compile/key.ts';
import { arg, defineFunction, type Getter, type TransformContext } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import type { Value } from '../../value.ts';
import { goValueText } from '../../value-text.ts';
import { holdsOneOf, readSeverityMapping, type SeverityMapping } from './severity-criteria.ts';

/**
 * The level whose criteria a value meets. Faults of the mapping are errors of each run and not of compiling, as in the
 * collector. Where several levels would do, the first is taken; the collector takes any.
 */
export const parseSeverity = defineFunction({
  name: 'ParseSeverity',
  parameters: { target: arg.any, mapping: arg.map },
  create: ({ target, mapping }) => {
    if (mapping.literal === undefined) {
      return () => {
        throw new OttlError('severity mapping must be a literal PMap');
      };
    }
    let levels: SeverityMapping;
    try {
      levels = readSeverityMapping(mapping.literal.value);
    } catch (error) {
      return () => {
        throw error;
      };
    }
    return (context) => levelOf(targetValue(target, context), levels);
  },
});

function targetValue(target: Getter, context: TransformContext): Value {
  try {
    return target.get(context);
  } catch (error) {
    throw prefixed('could not get log level: ', error);
  }
}

function levelOf(value: Value, levels: SeverityMapping): string {
  for (const [level, criteria] of levels) {
    try {
      if (holdsOneOf(criteria, value)) return level;
    } catch (error) {
      const text = goValueText(value);
      throw prefixed(`could not map log level: could not evaluate log level of value '${text}': `, error);
    }
  }
  throw new OttlError(
    `could not map log level: no matching log level found for value '${goValueText(value)}'`,
  );
}
