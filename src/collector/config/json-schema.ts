/**
 * The JSON Schema (draft 2020-12) of a whole configuration, derived from the schemas of its components: what an editor
 * needs for completion, hover and first mistakes. It accepts what the collector accepts as far as one value can tell;
 * what depends on several (references, limits of each other) is the validation's.
 */
import type { ComponentFactory, ComponentKind } from '../pipeline/component.ts';
import { formatDuration } from './duration.ts';
import { SECTIONS, type SectionName } from './loaded-config.ts';
import type { Field, Fields, OptionalSchema, Schema, StringSchema, StructSchema } from './schema.ts';
import { pipelineSchema } from './service-config.ts';
import { telemetrySchema } from './telemetry-config.ts';

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export type JsonSchema = { readonly [keyword: string]: JsonValue };

/** A value with a reference in it may become anything: `${env:PORT}`. */
const REFERENCE = '\\$\\{';
const DURATION = '^[+-]?(?:0|(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$';
/** The name in an id: no blanks inside, no control characters, no symbols. */
const NAME = '(?:\\s*/\\s*\\S+)?';
const SIGNALS = 'traces|metrics|logs|profiles';

/** The schema of configurations that are made of these components. */
export function configJsonSchema(factories: readonly ComponentFactory[]): JsonSchema {
  const sections = Object.entries(SECTIONS) as [SectionName, ComponentKind][];
  const definitions = Object.fromEntries(
    factories.map((factory) => [
      definitionOf(factory),
      { description: factory.doc, ...structSchema(factory.schema) },
    ]),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'OpenTelemetry Collector configuration',
    type: 'object',
    properties: {
      ...Object.fromEntries(
        sections.map(([section, kind]) => [
          section,
          sectionSchema(
            kind,
            factories.filter((factory) => factory.kind === kind),
          ),
        ]),
      ),
      service: serviceSchema(factories),
    },
    // "processors::batch::timeout" stands for maps within maps.
    patternProperties: { '::': true },
    additionalProperties: false,
    $defs: definitions,
  };
}

function definitionOf(factory: ComponentFactory): string {
  return `${factory.kind}.${factory.type}`;
}

function sectionSchema(kind: ComponentKind, factories: readonly ComponentFactory[]): JsonSchema {
  const patterns = factories.flatMap((factory) => {
    const target = { $ref: `#/$defs/${definitionOf(factory)}` };
    const old = (factory.deprecatedTypes ?? []).map((type) => {
      const description = `"${type}" is the old name of "${factory.type}".`;
      return [idPattern([type]), { ...target, deprecated: true, description }] as const;
    });
    return [[idPattern([factory.type]), target] as const, ...old];
  });
  const names = factories.map(({ type }) => type);
  return objectOf({
    description: `The ${kind}s, by their ids: a type, or a type and a name ("${names[0] ?? 'type'}/name").`,
    // For completion; the patterns say what the ids hold.
    propertyNames: { anyOf: [{ enum: names }, { type: 'string' }] },
    patternProperties: Object.fromEntries(patterns),
    additionalProperties: false,
  });
}

function serviceSchema(factories: readonly ComponentFactory[]): JsonSchema {
  const types = (...kinds: readonly ComponentKind[]): string[] =>
    factories
      .filter(({ kind }) => kinds.includes(kind))
      .flatMap(({ type, deprecatedTypes = [] }) => [type, ...deprecatedTypes]);
  const { receivers, processors, exporters } = pipelineSchema.fields;
  const pipeline = objectOf({
    description: 'A pipeline: the way of the data from receivers through processors to exporters.',
    properties: {
      receivers: idList(receivers, types('receiver', 'connector')),
      processors: idList(processors, types('processor')),
      exporters: idList(exporters, types('exporter', 'connector')),
    },
    additionalProperties: false,
  });
  const extensions = { doc: 'The extensions to start, by their ids.' };
  return objectOf({
    description: 'What runs: extensions and pipelines, and the collector’s own telemetry.',
    properties: {
      extensions: idList(extensions, types('extension')),
      pipelines: objectOf({
        description: 'The pipelines, by their ids: a signal, or a signal and a name ("traces/errors").',
        propertyNames: { anyOf: [{ enum: SIGNALS.split('|') }, { type: 'string' }] },
        patternProperties: { [`^\\s*(?:${SIGNALS})${NAME}\\s*$`]: pipeline },
        additionalProperties: false,
      }),
      telemetry: { ...structSchema(telemetrySchema), description: 'The collector’s own telemetry.' },
    },
    additionalProperties: false,
  });
}

function idPattern(types: readonly string[]): string {
  return `^\\s*(?:${types.join('|')})${NAME}\\s*$`;
}

function idList({ doc }: Pick<Field, 'doc'>, types: readonly string[]): JsonSchema {
  const items = {
    anyOf: [
      { enum: types },
      { type: 'string', pattern: idPattern(types) },
      { type: 'string', pattern: REFERENCE },
    ],
  };
  return { description: doc, type: ['array', 'string', 'null'], items, pattern: REFERENCE };
}

/** `key:` alone is null, which stands for what is there by default. */
function objectOf(schema: JsonSchema): JsonSchema {
  return { type: ['object', 'string', 'null'], pattern: REFERENCE, ...schema };
}

/** `lax` within a struct that ignores unknown keys: what is below it does so too, unless it has a decoder of its own. */
function structSchema(schema: StructSchema, lax = false): JsonSchema {
  const ignoring = lax || schema.ignoresUnknownKeys === true;
  return objectOf({
    properties: propertiesOf(schema.fields, ignoring),
    ...(ignoring ? {} : { additionalProperties: schema.takesOtherMaps ? objectOf({}) : false }),
  });
}

function propertiesOf(fields: Fields, lax: boolean): JsonSchema {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(field, lax)]));
}

function fieldSchema({ schema, doc, support }: Field, lax: boolean): JsonSchema {
  const note = support === undefined ? '' : ` (Known, but not implemented here: ${support.reason}.)`;
  return { description: `${doc}${note}`, ...valueSchema(schema, lax) };
}

function valueSchema(schema: Schema, lax: boolean): JsonSchema {
  switch (schema.kind) {
    case 'string':
      return stringSchema(schema);
    case 'boolean':
      return { type: ['boolean', 'string', 'null'], pattern: REFERENCE, default: schema.default };
    case 'integer': {
      const minimum = schema.goType.startsWith('uint') ? { minimum: 0 } : {};
      return {
        type: ['integer', 'string', 'null'],
        pattern: REFERENCE,
        ...minimum,
        default: schema.default,
      };
    }
    case 'float':
      return { type: ['number', 'string', 'null'], pattern: REFERENCE, default: schema.default };
    case 'duration':
      return {
        type: ['string', 'number', 'null'],
        pattern: `${DURATION}|${REFERENCE}`,
        default: formatDuration(schema.default),
      };
    case 'component-id':
      return {
        type: ['string', 'null'],
        pattern: `^\\s*[a-zA-Z][0-9a-zA-Z_]{0,62}${NAME}\\s*$|${REFERENCE}`,
      };
    case 'list': {
      // A list of plain strings may be written as one: "a,b".
      const plain = schema.item.kind === 'string' && schema.item.goType === 'string';
      const items = valueSchema(schema.item, lax);
      return { type: ['array', 'string', 'null'], items, ...(plain ? {} : { pattern: REFERENCE }) };
    }
    case 'map': {
      const value = valueSchema(schema.value, lax);
      if (!schema.pairs) return objectOf({ additionalProperties: value });
      const pair = { type: 'object', properties: { name: { type: 'string' }, value } };
      return objectOf({
        type: ['object', 'array', 'string', 'null'],
        additionalProperties: value,
        items: pair,
      });
    }
    case 'any':
      return {};
    case 'struct':
      return structSchema(schema, lax && !schema.ownDecoder);
    case 'optional':
      return optionalSchema(schema);
    case 'text-groups': {
      const items = { anyOf: [{ type: 'string' }, structSchema(schema.group, lax)] };
      return { type: ['array', 'string', 'null'], items, pattern: REFERENCE };
    }
  }
}

function optionalSchema({ inner, enabledByDefault, errorLevels }: OptionalSchema): JsonSchema {
  if (errorLevels === 0) return structSchema(inner);
  const enabled = {
    description: 'Whether this section applies.',
    type: ['boolean', 'string'],
    pattern: REFERENCE,
    default: enabledByDefault,
  };
  const schema = structSchema(inner);
  return { ...schema, properties: { enabled, ...(schema.properties as JsonSchema) } };
}

function stringSchema(schema: StringSchema<string | undefined>): JsonSchema {
  const fallback = schema.default === undefined ? {} : { default: schema.default };
  const { values } = schema;
  if (values === undefined) return { type: ['string', 'null'], ...fallback };
  const others = [
    ...(ignoresCase(schema, values) ? [{ type: 'string', pattern: anyCase(values) }] : []),
    ...(schema.numeric ? [{ type: 'number' }] : []),
    { type: 'string', pattern: REFERENCE },
  ];
  // What is missing or empty, where that is taken.
  const empty = isTaken(schema, '') ? [''] : [];
  return { anyOf: [{ enum: [...values, ...empty, null] }, ...others], ...fallback };
}

function ignoresCase(schema: StringSchema<string | undefined>, values: readonly string[]): boolean {
  return values.every((value) => isTaken(schema, value.toUpperCase()));
}

function isTaken({ parse }: StringSchema<string | undefined>, text: string): boolean {
  try {
    parse?.(text);
    return parse !== undefined;
  } catch {
    return false;
  }
}

function anyCase(values: readonly string[]): string {
  const letters = (value: string): string =>
    Array.from(value, (letter) => {
      const [low, up] = [letter.toLowerCase(), letter.toUpperCase()];
      return low === up ? letter.replace(/[\\^$.*+?()[\]{}|]/, '\\$&') : `[${low}${up}]`;
    }).join('');
  return `^(?:${values.map(letters).join('|')})$`;
}
