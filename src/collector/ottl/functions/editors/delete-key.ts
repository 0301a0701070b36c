import { removeKey } from '../../../../otlp/remove-keys.ts';
import { arg, defineFunction } from '../../function.ts';

/** Removes a key from a map. */
export const deleteKey = defineFunction({
  name: 'delete_key',
  parameters: { target: arg.mapGetSetter, key: arg.string },
  create:
    ({ target, key }) =>
    (context) => {
      const map = target.get(context);
      removeKey(map, key.get(context));
      target.set(context, map);
      return null;
    },
});
