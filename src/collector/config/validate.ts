import type { Finding, Schema, StructSchema, TextGroup } from './schema.ts';

/** One finding of a validation, with the path from the struct that was validated. */
export interface ValidationProblem {
  readonly message: string;
  /** The line that is printed for it where that isn't path and message: an optional section says its path once. */
  readonly printed?: string;
  /** What stands between the one before and what is printed for it. Default: a line break. */
  readonly joint?: Finding['joint'];
  /** Path of the struct that objects, joined with "::" in what is printed. */
  readonly path: readonly string[];
  /** Path of the key to underline. */
  readonly at: readonly string[];
}

/**
 * Walks a decoded struct and collects all that its parts object to, parents before children (confmap/validation.go).
 */
export function validateStruct(schema: StructSchema, config: unknown): ValidationProblem[] {
  return walk(schema, config, []);
}

function walk(schema: Schema, value: unknown, path: readonly string[]): ValidationProblem[] {
  switch (schema.kind) {
    case 'struct':
      return walkStruct(schema, value, path);
    case 'optional': {
      if (value === undefined) return [];
      // A pointer is followed; other optional sections are validated apart.
      return schema.errorLevels === 0
        ? walk(schema.inner, value, path)
        : walkOptional(schema.inner, value, path);
    }
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item, index) => walk(schema.item, item, [...path, String(index)]))
        : [];
    case 'text-groups':
      return Array.isArray(value)
        ? value.flatMap((item: TextGroup<unknown>, index) =>
            walk(schema.group, item.group, [...path, String(index)]),
          )
        : [];
    case 'map':
      return value instanceof Map
        ? [...value].flatMap(([key, item]) => walk(schema.value, item, [...path, String(key)]))
        : [];
    default:
      return [];
  }
}

/**
 * The collector validates an optional section apart, so that paths within it are a part of what is said, and all that
 * is said stands behind the path of the section.
 */
function walkOptional(inner: Schema, value: unknown, path: readonly string[]): ValidationProblem[] {
  const problems = walk(inner, value, []);
  return problems.map((problem, index) => {
    const message = withPath(problem);
    const all = { message, path, at: [...path, ...problem.at] };
    const before = problems[index - 1];
    if (before === undefined) return all;
    // A section within it says its path once, too.
    const said = problem.path.length > 0 && withPath(before).startsWith(`${problem.path.join('::')}: `);
    return { ...all, printed: problem.printed ?? (said ? problem.message : message) };
  });
}

function withPath({ path, message }: ValidationProblem): string {
  return path.length === 0 ? message : `${path.join('::')}: ${message}`;
}

function walkStruct(schema: StructSchema, value: unknown, path: readonly string[]): ValidationProblem[] {
  const config = value as Record<string, unknown>;
  const own = (schema.validate?.(config) ?? []).map((finding: Finding) => ({
    message: finding.message,
    path: [...path, ...(finding.part ?? [])],
    at: [...path, ...(finding.at ?? [])],
    // As a part of the error before, it goes without a path.
    ...(finding.joint === undefined ? {} : { printed: finding.message, joint: finding.joint }),
  }));
  const below = Object.entries(schema.fields).flatMap(([key, field]) =>
    walk(field.schema, config[key], [...path, key]),
  );
  return [...own, ...below];
}
