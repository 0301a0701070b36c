import { anyListOf, arg, defineFunction } from '../../function.ts';

/** The values as one text with a delimiter between them; nil is "<nil>". */
export const concat = defineFunction({
  name: 'Concat',
  parameters: { vals: anyListOf(arg.stringLike), delimiter: arg.string },
  create:
    ({ vals, delimiter }) =>
    (context) => {
      const between = delimiter.get(context);
      const texts = (vals.get(context) ?? []).map((value) => value.get(context) ?? '<nil>');
      return texts.join(between);
    },
});
