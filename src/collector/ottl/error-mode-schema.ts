import { parsedString, type StringSchema } from '../config/schema.ts';
import { ERROR_MODES, type ErrorMode, parseErrorMode } from './error-mode.ts';

/** The key `error_mode` of a component. */
export function errorModeSchema(fallback: ErrorMode): StringSchema<ErrorMode> {
  return parsedString({
    goType: 'ottl.ErrorMode',
    default: fallback,
    parse: parseErrorMode,
    values: ERROR_MODES,
  });
}

/** The key `error_mode` of a group of statements or conditions; '' is the mode of the component. */
export const groupErrorModeSchema: StringSchema<ErrorMode | ''> = parsedString<ErrorMode | ''>({
  goType: 'ottl.ErrorMode',
  default: '',
  parse: parseErrorMode,
  values: ERROR_MODES,
});
