import { cloneAnyValue } from '../../../../otlp/clone-message.ts';
import { arg, defineFunction } from '../../function.ts';

export const keysAndValues = [
  defineFunction({
    name: 'Keys',
    parameters: { target: arg.map },
    create:
      ({ target }) =>
      (context) => [...target.get(context).keys()],
  }),
  defineFunction({
    name: 'Values',
    parameters: { target: arg.map },
    create:
      ({ target }) =>
      (context) =>
        Array.from(target.get(context).values(), cloneAnyValue),
  }),
];
