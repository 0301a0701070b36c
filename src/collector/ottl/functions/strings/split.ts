import { arg, defineFunction } from '../../function.ts';
import { typedList } from '../../value.ts';

/** The parts of a text between delimiters; its characters where the delimiter is empty. */
export const split = defineFunction({
  name: 'Split',
  parameters: { target: arg.string, delimiter: arg.string },
  create:
    ({ target, delimiter }) =>
    (context) => {
      const text = target.get(context);
      const between = delimiter.get(context);
      return typedList('[]string', between === '' ? text : text.split(between));
    },
});
