import type { ConfigOf, Schema, StructSchema } from './schema.ts';

/** The configuration a struct has when the file says nothing about it. */
export function defaultConfig<S extends StructSchema>(schema: S): ConfigOf<S> {
  const config = Object.fromEntries(
    Object.entries(schema.fields).map(([key, field]) => [key, defaultValue(field.schema)]),
  );
  return config as ConfigOf<S>;
}

/** The value a schema stands for when its key is absent. */
export function defaultValue(schema: Schema): unknown {
  switch (schema.kind) {
    case 'string':
    case 'boolean':
    case 'integer':
    case 'float':
    case 'duration':
      return schema.default;
    case 'component-id':
      return '';
    case 'struct':
      return defaultConfig(schema);
    case 'list':
    case 'text-groups':
    case 'map':
    case 'any':
      return undefined;
    case 'optional':
      return schema.enabledByDefault ? defaultConfig(schema.inner) : undefined;
  }
}

/** Go's zero value, which a reference to an unset variable leaves in a field that is no string. */
export function zeroValue(schema: Schema): unknown {
  switch (schema.kind) {
    case 'string':
      return schema.numeric ? schema.default : '';
    case 'boolean':
      return false;
    case 'integer':
    case 'float':
      return 0;
    case 'duration':
      return 0n;
    default:
      return defaultValue(schema);
  }
}
