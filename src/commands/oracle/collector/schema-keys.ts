import { formatDuration } from '../../../collector/config/duration.ts';
import type { Schema, StructSchema } from '../../../collector/config/schema.ts';

/** A key of one of our schemas, in the notation of documented-keys.json. */
export interface SchemaKey {
  readonly path: string;
  /** As plain data; `undefined` for zero values and where there is none. */
  readonly default: unknown;
  /** The section is accepted as it stands: keys below it are known, too. */
  readonly anything?: boolean;
}

/** Every key of a component's configuration. */
export function schemaKeys(schema: StructSchema): SchemaKey[] {
  return keysBelow(schema, '', true);
}

function keysBelow(schema: Schema, path: string, hasDefault: boolean): SchemaKey[] {
  switch (schema.kind) {
    case 'struct':
      return Object.entries(schema.fields).flatMap(([name, field]) =>
        keysBelow(field.schema, path === '' ? name : `${path}::${name}`, hasDefault),
      );
    case 'optional':
      return keysBelow(schema.inner, path, hasDefault);
    case 'list':
      if (schema.item.kind === 'any') return [{ path, default: undefined, anything: true }];
      return nested(schema.item)
        ? keysBelow(schema.item, `${path}[]`, false)
        : [{ path, default: undefined }];
    case 'text-groups':
      return keysBelow(schema.group, `${path}[]`, false);
    case 'map': {
      if (schema.pairs === true)
        return [`${path}[]::name`, `${path}[]::value`].map((each) => ({ path: each, default: undefined }));
      return nested(schema.value)
        ? keysBelow(schema.value, `${path}::*`, false)
        : [{ path, default: undefined }];
    }
    case 'any':
      return [{ path, default: undefined, anything: true }];
    case 'component-id':
      return [{ path, default: undefined }];
    case 'duration':
      return [
        { path, default: hasDefault && schema.default !== 0n ? formatDuration(schema.default) : undefined },
      ];
    default:
      return [{ path, default: hasDefault ? nonZero(schema.default) : undefined }];
  }
}

function nested(schema: Schema): boolean {
  return schema.kind === 'struct' || schema.kind === 'optional';
}

function nonZero(value: unknown): unknown {
  return value === 0 || value === '' || value === false ? undefined : value;
}
