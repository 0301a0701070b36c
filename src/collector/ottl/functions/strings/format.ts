import { arg, defineFunction, listOf } from '../../function.ts';
import { sprintf } from '../../text/sprintf/sprintf.ts';

/** A text made by a format of Go's fmt package, `%s` and `%.2f`. */
export const format = defineFunction({
  name: 'Format',
  parameters: { format: arg.stringLiteral, vals: listOf(arg.any) },
  create:
    ({ format: text, vals }) =>
    (context) =>
      sprintf(
        text,
        vals.map((value) => value.get(context)),
      ),
});
