import type { Finding } from '../config/schema.ts';
import { OttlError } from './ottl-error.ts';
import { OttlParseErrors } from './parser.ts';

/**
 * What is wrong with texts of a configuration: runs `compile` and turns its OttlError into findings. `at` is the place
 * of the list of texts.
 */
export function findingsOf(at: readonly string[], compile: () => void): Finding[] {
  try {
    compile();
    return [];
  } catch (error) {
    if (error instanceof OttlParseErrors) {
      return error.errors.map(({ index }) => ({ message: error.textOf(index), at: [...at, String(index)] }));
    }
    if (error instanceof OttlError) {
      return [{ message: error.message, at: error.index === undefined ? at : [...at, String(error.index)] }];
    }
    throw error;
  }
}
