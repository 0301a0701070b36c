import { arg, defineFunction } from '../../function.ts';
import { asString } from '../../value-text.ts';

/** Turns the values of a map into texts. */
export const stringifyAll = defineFunction({
  name: 'stringify_all',
  parameters: { target: arg.mapGetSetter },
  create:
    ({ target }) =>
    (context) => {
      const map = target.get(context);
      for (const [key, value] of map) {
        if (typeof value !== 'string') map.set(key, asString(value));
      }
      target.set(context, map);
      return null;
    },
});
