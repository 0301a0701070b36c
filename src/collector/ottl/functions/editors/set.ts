import { arg, defineFunction } from '../../function.ts';

export const set = defineFunction({
  name: 'set',
  parameters: { target: arg.setter, value: arg.any },
  create:
    ({ target, value }) =>
    (context) => {
      target.set(context, value.get(context));
      return null;
    },
});
