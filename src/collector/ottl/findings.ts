import type { Finding } from '../config/schema.ts';
import { OttlError } from './ottl-error.ts';
import { OttlParseErrors } from './parser.ts';

/**
 * What is wrong with texts of a configuration: runs `compile` and turns its OttlError into findings. `first` is the
 * index that the first of the texts has in the list at `at`.
 */
export function findingsOf(at: readonly string[], compile: () => void, first = 0): Finding[] {
  const place = (index: number): readonly string[] => [...at, String(first + index)];
  try {
    compile();
    return [];
  } catch (error) {
    if (error instanceof OttlParseErrors) {
      return error.errors.map(({ index }, nth) => ({
        message: error.textOf(index),
        at: place(index),
        ...(nth === 0 ? {} : { joint: '\n' }),
      }));
    }
    if (error instanceof OttlError) {
      return [{ message: error.message, at: error.index === undefined ? at : place(error.index) }];
    }
    throw error;
  }
}

/** The findings of several texts or groups, which the collector prints as one error (multierr). */
export function joinedFindings(found: readonly (readonly Finding[])[]): Finding[] {
  const [first = [], ...others] = found.filter((each) => each.length > 0);
  const rest = others.flatMap(([head, ...tail]) =>
    head === undefined ? [] : [{ ...head, joint: '; ' as const }, ...tail],
  );
  return [...first, ...rest];
}
