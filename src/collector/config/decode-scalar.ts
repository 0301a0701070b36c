import { formatId, IdError, parseComponentId } from './component-id.ts';
import { type ConfigNode, goKindOf, goTypeOf, type ScalarNode } from './config-node.ts';
import { DurationError, parseDuration } from './duration.ts';
import type {
  BooleanSchema,
  ComponentIdSchema,
  DurationSchema,
  FloatSchema,
  IntegerSchema,
  StringSchema,
} from './schema.ts';

/** Schemas of single values. */
export type ScalarSchema =
  | StringSchema<string | undefined>
  | BooleanSchema
  | IntegerSchema
  | FloatSchema
  | DurationSchema
  | ComponentIdSchema;

export type DecodedScalar =
  | { readonly value: unknown; readonly warning?: string }
  | { readonly problem: string };

/** Decodes a value that isn't null; the problem is worded as the collector's decoder words it. */
export function decodeScalar(schema: ScalarSchema, node: ConfigNode): DecodedScalar {
  switch (schema.kind) {
    case 'string':
      return decodeString(schema, node);
    case 'boolean':
      return node.kind === 'scalar' && typeof node.value === 'boolean'
        ? { value: node.value }
        : unconvertible('bool', node);
    case 'integer':
      return decodeInteger(schema, node);
    case 'float':
      return isNumber(node) ? { value: Number(node.value) } : unconvertible(schema.goType, node);
    case 'duration':
      return decodeDuration(node);
    case 'component-id':
      return decodeComponentId(node);
  }
}

function decodeInteger(schema: IntegerSchema, node: ConfigNode): DecodedScalar {
  if (!isNumber(node)) return unconvertible(schema.goType, node);
  const unsigned = schema.goType.startsWith('uint');
  if (unsigned && node.value < 0) {
    return { problem: `cannot parse value as '${schema.goType}': ${node.value} overflows uint` };
  }
  const value = typeof node.value === 'bigint' ? node.value : truncated(node.value);
  const stored = Number(wrapped(schema.goType, value));
  if (stored === Number(node.value)) return { value: stored };
  const warning = `${node.value} doesn't fit type ${schema.goType}: the collector takes it as ${stored} without a word`;
  return { value: stored, warning };
}

/** What is left of a number in a type of fewer bits. */
function wrapped(goType: IntegerSchema['goType'], value: bigint): bigint {
  if (goType === 'uint32') return BigInt.asUintN(32, value);
  if (goType === 'uint16') return BigInt.asUintN(16, value);
  return goType === 'int32' ? BigInt.asIntN(32, value) : value;
}

function decodeString(
  schema: StringSchema<string | undefined>,
  node: ConfigNode,
): { value: string | undefined } | { problem: string } {
  const text = textOf(node, schema.numeric ?? false);
  if (text === undefined) {
    if (schema.numeric && isNumber(node)) return { value: schema.byNumber?.[Number(node.value)] ?? '' };
    return unconvertible(schema.goType, node);
  }
  if (schema.parse === undefined) return { value: text };
  try {
    return { value: schema.parse(text) };
  } catch (error) {
    if (error instanceof Error) return { problem: error.message };
    throw error;
  }
}

function decodeDuration(node: ConfigNode): { value: bigint } | { problem: string } {
  if (isNumber(node)) {
    return { value: BigInt.asIntN(64, typeof node.value === 'bigint' ? node.value : truncated(node.value)) };
  }
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return unconvertible('time.Duration', node);
  try {
    return { value: parseDuration(node.value) };
  } catch (error) {
    if (error instanceof DurationError) return { problem: error.message };
    throw error;
  }
}

function decodeComponentId(node: ConfigNode): { value: string } | { problem: string } {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    return { problem: `expected a map or struct, got "${goKindOf(node)}"` };
  }
  try {
    return { value: formatId(parseComponentId(node.value)) };
  } catch (error) {
    if (error instanceof IdError) return { problem: error.message };
    throw error;
  }
}

function textOf(node: ConfigNode, numeric: boolean): string | undefined {
  if (node.original !== undefined && !numeric) return node.original;
  return node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

function isNumber(node: ConfigNode): node is ScalarNode & { readonly value: bigint | number } {
  return node.kind === 'scalar' && (typeof node.value === 'bigint' || typeof node.value === 'number');
}

/** A float as Go converts it to int64: what doesn't fit becomes the smallest. */
function truncated(value: number): bigint {
  return Math.abs(value) < 2 ** 63 ? BigInt(Math.trunc(value)) : -(2n ** 63n);
}

function unconvertible(goType: string, node: ConfigNode): { problem: string } {
  return { problem: `expected type '${goType}', got unconvertible type '${goTypeOf(node)}'` };
}
