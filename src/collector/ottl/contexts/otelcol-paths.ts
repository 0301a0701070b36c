/**
 * The `otelcol` context: what is known of the request the data came with. Receivers here pass on the metadata only, so
 * the client's address is nil and there are no authentication attributes; metadata of gRPC is that of the client.
 */
import type { Attributes } from '../../../otlp/model.ts';
import { boundedIndex, type CompiledKey, listKey, mapKey, prefixed } from '../compile/key.ts';
import type { Path, PathParser } from '../compile/path.ts';
import type { GetSetter } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { goQuote } from '../syntax/go-quote.ts';
import { access, unknownSegment } from './context-definition.ts';
import type { OtelcolContext } from './transform-context.ts';

export const otelcolPaths: PathParser = (path) => {
  const next = path.name === 'client' || path.name === 'grpc' ? path.next() : undefined;
  if (next === undefined) throw unknownSegment(path.name, path, 'otelcol');
  if (next.name === 'metadata') return metadataPath(next, `otelcol.${path.name}.metadata`);
  if (path.name === 'client' && next.name === 'addr') return addressPath(next);
  if (path.name === 'client' && next.name === 'auth') return authPath(next);
  throw unknownSegment(next.name, next, 'otelcol');
};

function readOnly(get: (context: OtelcolContext) => ReturnType<GetSetter['get']>, name: string): GetSetter {
  return access<OtelcolContext>(get, () => {
    throw new OttlError(`${goQuote(name)} is read-only and cannot be modified`);
  });
}

function metadataPath(path: Path, name: string): GetSetter {
  if (name === 'otelcol.client.metadata') {
    const next = path.next();
    if (next !== undefined) throw unknownSegment(next.name, next, 'otelcol');
  }
  const keys = path.keys();
  if (keys === undefined) return readOnly(allMetadata, name);
  return readOnly((context) => metadataAt(context, keys), name);
}

function allMetadata({ consumed }: OtelcolContext): Attributes {
  const all: Attributes = new Map();
  for (const [key, values] of consumed.metadata) all.set(key, [...values]);
  return all;
}

function metadataAt(context: OtelcolContext, keys: readonly CompiledKey[]): string[] | string | null {
  const values = context.consumed.metadata.get(metadataKey(keys[0] as CompiledKey, context).toLowerCase());
  if (values === undefined || values.length === 0) return null;
  if (keys.length === 1) return [...values];
  if (keys.length > 2) throw new OttlError('cannot index into string slice more than once');
  return values[boundedIndex(listKey(keys[1] as CompiledKey, context), values.length)] ?? null;
}

function metadataKey(key: CompiledKey, context: OtelcolContext): string {
  try {
    return mapKey(key, context);
  } catch (error) {
    throw prefixed('cannot get map value: ', error);
  }
}

function addressPath(path: Path): GetSetter {
  const next = path.next();
  if (next !== undefined) throw unknownSegment(next.name, next, 'otelcol');
  if (path.keys() !== undefined) throw unknownSegment(path.name, path, 'otelcol');
  return readOnly(() => null, 'otelcol.client.addr');
}

function authPath(path: Path): GetSetter {
  const next = path.next();
  if (next === undefined) throw unknownSegment(path.name, path, 'otelcol');
  if (next.name !== 'attributes') throw unknownSegment(next.name, next, 'otelcol');
  const keys = next.keys();
  return readOnly(() => (keys === undefined ? new Map() : null), 'otelcol.client.auth.attributes');
}
