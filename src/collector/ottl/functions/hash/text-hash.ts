import { arg, defineFunction, type OttlFunction } from '../../function.ts';
import type { Value } from '../../value.ts';

const encoder = new TextEncoder();

/** A converter that makes a hash of the UTF-8 of its one argument, a string. */
export function textHash(name: string, hash: (bytes: Uint8Array) => Value): OttlFunction {
  return defineFunction({
    name,
    parameters: { target: arg.string },
    create:
      ({ target }) =>
      (context) =>
        hash(encoder.encode(target.get(context))),
  });
}
