import { arg, defineFunction, listOf } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';

/** The first of the values that isn't nil. */
export const coalesce = defineFunction({
  name: 'Coalesce',
  parameters: { values: listOf(arg.any) },
  create: ({ values }) => {
    if (values.length === 0) throw new OttlError('Coalesce requires at least one argument');
    return (context) => {
      for (const each of values) {
        const value = each.get(context);
        if (value !== null) return value;
      }
      return null;
    };
  },
});
