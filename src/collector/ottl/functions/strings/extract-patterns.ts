import type { Attributes } from '../../../../otlp/model.ts';
import { arg, defineFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { dynamicPattern } from '../dynamic-pattern.ts';

/** A map of what the named groups of an expression match; empty where it doesn't match. */
export const extractPatterns = defineFunction({
  name: 'ExtractPatterns',
  parameters: { target: arg.string, pattern: arg.string },
  create: ({ target, pattern }) => {
    const patternOf = dynamicPattern('ExtractPatterns', pattern);
    return (context) => {
      const expression = patternOf(context);
      if (expression.groupNames.every((name) => name === '')) {
        throw new OttlError('at least 1 named capture group must be supplied in the given regex');
      }
      const result: Attributes = new Map();
      const groups = expression.find(target.get(context));
      if (groups === undefined) return result;
      expression.groupNames.forEach((name, number) => {
        if (name !== '') result.set(name, groups[number] ?? '');
      });
      return result;
    };
  },
});
