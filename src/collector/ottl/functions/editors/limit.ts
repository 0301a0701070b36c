import { arg, defineFunction, listOf } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';

/** Removes keys from the end of a map until it has no more than so many; the priority keys stay. */
export const limit = defineFunction({
  name: 'limit',
  parameters: {
    target: arg.mapGetSetter,
    limit: arg.intLiteral,
    priorityKeys: listOf(arg.stringLiteral),
  },
  create: ({ target, limit: most, priorityKeys }, { logger }) => {
    if (most < 0n) throw new OttlError(`invalid limit for limit function, ${most} cannot be negative`);
    if (most < BigInt(priorityKeys.length)) {
      throw new OttlError(
        `invalid limit for limit function, ${most} cannot be less than number of priority attributes ${priorityKeys.length}`,
      );
    }
    const priority = new Set(priorityKeys);
    return (context) => {
      const map = target.get(context);
      if (BigInt(map.size) <= most) return null;
      // One that is listed twice counts twice.
      let kept = priorityKeys.filter((key) => map.has(key)).length;
      const removed: string[] = [];
      for (const key of map.keys()) {
        if (priority.has(key)) continue;
        if (kept < most) kept += 1;
        else {
          map.delete(key);
          removed.push(key);
        }
      }
      if (removed.length > 0) logger.log('debug', `discarded ${removed.length} values`, { keys: removed });
      target.set(context, map);
      return null;
    };
  },
});
