import { arg, defineFunction } from '../../function.ts';

/** Int, Double and Bool: the value converted, nil where it is nil. */
export const numberConversions = [
  defineFunction({
    name: 'Int',
    parameters: { target: arg.intLike },
    create:
      ({ target }) =>
      (context) =>
        target.get(context) ?? null,
  }),
  defineFunction({
    name: 'Double',
    parameters: { target: arg.floatLike },
    create:
      ({ target }) =>
      (context) =>
        target.get(context) ?? null,
  }),
  defineFunction({
    name: 'Bool',
    parameters: { target: arg.boolLike },
    create:
      ({ target }) =>
      (context) =>
        target.get(context) ?? null,
  }),
];
