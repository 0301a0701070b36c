import { arg, defineFunction } from '../../function.ts';

/** A value as text: bytes as hex, what isn't text as JSON, nil as nil. */
export const string = defineFunction({
  name: 'String',
  parameters: { target: arg.stringLike },
  create:
    ({ target }) =>
    (context) =>
      target.get(context) ?? null,
});
