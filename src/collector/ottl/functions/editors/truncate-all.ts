import { arg, defineFunction, optional } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { cutUtf8, exceedsUtf8 } from './utf8-cut.ts';

/** Shortens the texts of a map to so many bytes of UTF-8, the marker at their end included. */
export const truncateAll = defineFunction({
  name: 'truncate_all',
  parameters: {
    target: arg.mapGetSetter,
    limit: arg.intLiteral,
    utf8Safe: optional(arg.boolLiteral),
    truncationMarker: optional(arg.stringLiteral),
  },
  create: ({ target, limit, utf8Safe = true, truncationMarker = '' }, { logger }) => {
    if (limit < 0n) {
      throw new OttlError(`invalid limit for truncate_all function, ${limit} cannot be negative`);
    }
    const markerLength = new TextEncoder().encode(truncationMarker).length;
    if (BigInt(markerLength) > limit) {
      throw new OttlError(
        `invalid truncation marker for truncate_all function, length of marker ${markerLength} cannot be greater than limit ${limit}`,
      );
    }
    const most = Number(limit);
    return (context) => {
      const map = target.get(context);
      const truncated: string[] = [];
      for (const [key, value] of map) {
        if (typeof value !== 'string' || !exceedsUtf8(value, most)) continue;
        map.set(key, cutUtf8(value, most - markerLength, utf8Safe) + truncationMarker);
        truncated.push(key);
      }
      if (truncated.length > 0) {
        logger.log('debug', `truncated ${truncated.length} values`, { keys: truncated });
      }
      target.set(context, map);
      return null;
    };
  },
});
