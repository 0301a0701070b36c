import { equalValues } from '../../compile/compare.ts';
import { arg, defineFunction } from '../../function.ts';

/** Whether a list has an element equal to the item. */
export const containsValue = defineFunction({
  name: 'ContainsValue',
  parameters: { target: arg.slice, item: arg.any },
  create:
    ({ target, item }) =>
    (context) => {
      const list = target.get(context);
      const wanted = item.get(context);
      return list.some((element) => equalValues(element, wanted));
    },
});
