import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import { OttlError } from '../../ottl-error.ts';
import { goTypeOf, isList, isMap, type Value } from '../../value.ts';

/** When a value means a level: one of some texts, or a number from `min` to `max`. */
interface Criterion {
  readonly equals: readonly string[];
  readonly range: { readonly min: bigint; readonly max: bigint } | undefined;
}

export type SeverityMapping = ReadonlyMap<string, readonly Criterion[]>;

/** The criteria of each level, from the map in the statement. Throws OttlError. */
export function readSeverityMapping(mapping: Attributes): SeverityMapping {
  const levels = new Map<string, readonly Criterion[]>();
  for (const [level, list] of mapping) {
    if (!isList(list)) throw new OttlError('severity mapping criteria must be []any');
    levels.set(level, list.map(readCriterion));
  }
  return levels;
}

function readCriterion(value: AnyValue): Criterion {
  if (!isMap(value)) throw new OttlError('severity mapping criteria items must be map[string]any');
  const equals = value.get('equals');
  const range = value.get('range');
  return {
    equals: equals === undefined ? [] : readTexts(equals),
    range: range === undefined ? undefined : readRange(range),
  };
}

function invalid(reason: string): OttlError {
  return new OttlError(`invalid severity mapping criteria: ${reason}`);
}

function readTexts(value: AnyValue): string[] {
  if (!isList(value)) throw invalid('equals must be a list');
  return value.map((item) => {
    if (typeof item !== 'string') throw invalid('equals values must be strings');
    return item;
  });
}

function readRange(value: AnyValue): Criterion['range'] {
  if (typeof value === 'string') {
    const hundreds = /^([2-5])xx$/.exec(value)?.[1];
    if (hundreds === undefined) throw invalid(`unknown range placeholder: ${value}`);
    return { min: BigInt(hundreds) * 100n, max: BigInt(hundreds) * 100n + 99n };
  }
  if (!isMap(value)) throw invalid('range must be a map or a known placeholder string');
  const min = value.get('min');
  const max = value.get('max');
  if (min === undefined) throw invalid('range must have a min value');
  if (max === undefined) throw invalid('range must have a max value');
  if (typeof min !== 'bigint') throw invalid('min must be an int64');
  if (typeof max !== 'bigint') throw invalid('max must be an int64');
  return { min, max };
}

/** Whether one of the criteria holds. Throws OttlError for values other than strings and ints. */
export function holdsOneOf(criteria: readonly Criterion[], value: Value): boolean {
  for (const { equals, range } of criteria) {
    if (typeof value === 'string') {
      if (equals.includes(value)) return true;
    } else if (typeof value === 'bigint') {
      if (range !== undefined && value >= range.min && value <= range.max) return true;
    } else {
      throw new OttlError(`unsupported value type: ${goTypeOf(value)}`);
    }
  }
  return false;
}
