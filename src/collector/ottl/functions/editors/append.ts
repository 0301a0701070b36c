import type { AnyValue } from '../../../../otlp/model.ts';
import { sliceFromRaw } from '../../any-value.ts';
import { arg, defineFunction, listOf, optional } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { TypedList, typedList, type Value } from '../../value.ts';

/** Adds values to a list. Any other value that is there becomes the first one. */
export const append = defineFunction({
  name: 'append',
  parameters: { target: arg.getSetter, value: optional(arg.any), values: optional(listOf(arg.any)) },
  create: ({ target, value, values }) => {
    if (value === undefined && values === undefined) {
      throw new OttlError("at least one of the optional arguments ('value' or 'values') must be provided");
    }
    return (context) => {
      const current = target.get(context);
      const isData = Array.isArray(current) && !(current instanceof TypedList);
      const added = isData ? [] : itemsOf(current);
      if (value !== undefined) added.push(value.get(context));
      for (const each of values ?? []) added.push(each.get(context));
      const checked = sliceFromRaw(typedList('[]interface {}', added));
      target.set(context, isData ? [...(current as AnyValue[]), ...checked] : checked);
      return null;
    };
  },
});

/** The Go types of lists that are taken apart; others are one value, which isn't of the data. */
const TAKEN_APART: ReadonlySet<string> = new Set([
  '[]interface {}',
  '[]string',
  '[]int64',
  '[]bool',
  '[]float64',
]);

function itemsOf(value: Value): Value[] {
  if (value === null) return [];
  return value instanceof TypedList && TAKEN_APART.has(value.goType) ? [...value] : [value];
}
