import { cloneAnyValue } from '../../../../otlp/clone-message.ts';
import type { Attributes } from '../../../../otlp/model.ts';
import { arg, defineFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';

type Strategy = 'insert' | 'update' | 'upsert';

/** Copies the entries of a map into another: those it doesn't have, those it has, or all. */
export const mergeMaps = defineFunction({
  name: 'merge_maps',
  parameters: { target: arg.mapGetSetter, source: arg.map, strategy: arg.stringLiteral },
  create: ({ target, source, strategy }) => {
    if (!isStrategy(strategy)) {
      throw new OttlError(`invalid value for strategy, ${strategy}, must be 'insert', 'update' or 'upsert'`);
    }
    return (context) => {
      const map = target.get(context);
      merge(map, source.get(context), strategy);
      target.set(context, map);
      return null;
    };
  },
});

function isStrategy(text: string): text is Strategy {
  return text === 'insert' || text === 'update' || text === 'upsert';
}

function merge(target: Attributes, source: Attributes, strategy: Strategy): void {
  for (const [key, value] of source) {
    if (strategy !== 'upsert' && target.has(key) !== (strategy === 'update')) continue;
    // The place is emptied before the value is copied: what holds it, or is in it, is copied without it.
    if (strategy !== 'update') target.set(key, null);
    if (target !== source) target.set(key, cloneAnyValue(value));
  }
}
