import { GoRegExp } from '../../../ottl/text/go-regexp.ts';
import { FactoryError } from '../../../pipeline/build-error.ts';
import type { RedactionConfig } from './config.ts';
import { SUMMARY_KEYS } from './summary.ts';

/** What of keys and values a configuration lets pass, and what not. */
export interface Rules {
  /** Stays as it is. */
  isIgnored(key: string): boolean;
  /** Is removed. */
  isRemoved(key: string): boolean;
  /** Has a value that must be masked. */
  isMasked(key: string): boolean;
  /** Is a value that isn't masked. */
  isAllowed(value: string): boolean;
  readonly blockedValues: readonly GoRegExp[];
}

/** Throws FactoryError in the words of the collector. */
export function compileRules(config: RedactionConfig): Rules {
  const ignoredKeys = new Set(config.ignored_keys);
  const ignoredPatterns = patterns(config, 'ignored_key_patterns', 'ignore keys');
  const blockedValues = patterns(config, 'blocked_values', 'block');
  const blockedKeys = patterns(config, 'blocked_key_patterns', 'block keys');
  const allowedValues = patterns(config, 'allowed_values', 'allow');
  const allowed = config.allow_all_keys
    ? undefined
    : new Set([...(config.allowed_keys ?? []), ...SUMMARY_KEYS]);
  return {
    isIgnored: (key) => ignoredKeys.has(key) || someMatch(ignoredPatterns, key),
    isRemoved: (key) => allowed !== undefined && !allowed.has(key),
    isMasked: (key) => someMatch(blockedKeys, key),
    isAllowed: (value) => someMatch(allowedValues, value),
    blockedValues,
  };
}

function someMatch(expressions: readonly GoRegExp[], text: string): boolean {
  for (const expression of expressions) if (expression.test(text)) return true;
  return false;
}

function patterns(
  config: RedactionConfig,
  key: 'ignored_key_patterns' | 'blocked_values' | 'blocked_key_patterns' | 'allowed_values',
  what: string,
): GoRegExp[] {
  return (config[key] ?? []).map((expression, index) => {
    try {
      return new GoRegExp(expression);
    } catch (error) {
      const { message } = error as Error;
      throw new FactoryError(
        `error creating a redaction processor: failed to process ${what} list: error compiling regex in list: ${message}`,
        [key, String(index)],
      );
    }
  });
}
