import {
  arg,
  defineFunction,
  type Getter,
  type OttlFunction,
  type Parameter,
  type TransformContext,
} from '../../function.ts';
import { OttlTypeError } from '../../ottl-error.ts';
import { isList, Opaque, TypedList, type Value } from '../../value.ts';

/** A converter that tells whether a value is of the type of the parameter. */
function typeTest<T>(name: string, parameter: Parameter<Getter<T>>): OttlFunction {
  return defineFunction({
    name,
    parameters: { target: parameter },
    create:
      ({ target }) =>
      (context) =>
        isGiven(target, context),
  });
}

function isGiven(target: Getter<unknown>, context: TransformContext): boolean {
  try {
    target.get(context);
  } catch (error) {
    if (error instanceof OttlTypeError) return false;
    throw error;
  }
  return true;
}

/** Lists of the Go types that `IsList` knows, and the lists of the data that are handed about as a whole. */
function isAnyList(value: Value): boolean {
  if (value instanceof TypedList) return value.goType !== '[]uint64' && value.goType !== '[]time.Time';
  return isList(value) || (value instanceof Opaque && /^p(?:trace|metric)\..*Slice$/.test(value.type));
}

export const typeTests = [
  typeTest('IsBool', arg.bool),
  typeTest('IsDouble', arg.float),
  typeTest('IsInt', arg.int),
  typeTest('IsMap', arg.map),
  typeTest('IsString', arg.string),
  defineFunction({
    name: 'IsList',
    parameters: { target: arg.any },
    create:
      ({ target }) =>
      (context) =>
        isAnyList(target.get(context)),
  }),
];
