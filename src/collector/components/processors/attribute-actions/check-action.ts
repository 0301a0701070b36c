import { goQuote } from '../../../ottl/syntax/go-quote.ts';
import { GoRegExp } from '../../../ottl/text/go-regexp.ts';
import { GoRegExpError } from '../../../ottl/text/re2-error.ts';
import { FactoryError } from '../../../pipeline/build-error.ts';
import type { ActionConfig } from './action-config.ts';
import { TARGETS, type Target } from './convert-value.ts';
import { isGiven } from './value-source.ts';

/** An action that can be done, with what its kind needs. */
export type CheckedAction =
  | { readonly action: 'insert' | 'update' | 'upsert' }
  | { readonly action: 'delete' | 'hash'; readonly pattern: GoRegExp | undefined }
  | { readonly action: 'extract'; readonly pattern: GoRegExp }
  | { readonly action: 'convert'; readonly target: Target };

type Key = keyof ActionConfig;

/** The keys that say where a value comes from. */
const SOURCES = ['value', 'from_attribute', 'from_context'] as const;

/** Checks the `index`-th action of the list at `at`. Throws FactoryError in the collector's words. */
export function checkAction(config: ActionConfig, index: number, at: readonly string[]): CheckedAction {
  const { action, key, pattern } = config;
  const item = [...at, String(index)];
  const needsKey = (action !== 'delete' && action !== 'hash') || pattern === '';
  if (key === '' && needsKey) {
    const field =
      action === 'delete' || action === 'hash'
        ? '(at least one of "key" and "pattern" have to be used)'
        : '"key"';
    throw new FactoryError(
      `error creating AttrProc due to missing required field ${field} at the ${index}-th action`,
      item,
    );
  }
  const objection = (text: string, ...keys: readonly Key[]): FactoryError => {
    const culprit = keys.find((each) => isUsed(config, each));
    const message = `error with key ${goQuote(key)} (${index}-th action): error creating AttrProc${text}`;
    return new FactoryError(message, culprit === undefined ? item : [...item, culprit]);
  };
  switch (action) {
    case 'insert':
    case 'update':
    case 'upsert':
      checkSetting(config, objection);
      return { action };
    case 'delete':
    case 'hash':
      return { action, pattern: checkSelecting(config, objection) };
    case 'extract':
      return { action, pattern: checkExtracting(config, objection) };
    case 'convert':
      return { action, target: checkConverting(config, objection) };
    default:
      throw objection(` due to unsupported action ${goQuote(action)}`, 'action');
  }
}

type Objection = (text: string, ...keys: readonly Key[]) => FactoryError;

function checkSetting(config: ActionConfig, objection: Objection): void {
  const { action } = config;
  const sources = SOURCES.filter((key) => isUsed(config, key));
  if (sources.length === 0 && !isUsed(config, 'default_value')) {
    const fields = '"value", "from_attribute", "from_context", or "default_value"';
    throw objection(`. Either field ${fields} must be specified`, 'action');
  }
  const second = sources[1];
  if (second !== undefined) throw objection(' due to multiple value sources being set', second);
  if (isUsed(config, 'pattern')) throw unused(action, 'pattern', objection);
  if (isUsed(config, 'converted_type')) throw unused(action, 'converted_type', objection);
}

function checkSelecting(config: ActionConfig, objection: Objection): GoRegExp | undefined {
  const { action } = config;
  if (isUsed(config, 'value') || isUsed(config, 'from_attribute')) {
    throw objection(
      `. Action "${action}" does not use "value" or "from_attribute" field. These must not be specified`,
      'value',
      'from_attribute',
    );
  }
  const pattern = config.pattern === '' ? undefined : compilePattern(config.pattern, objection);
  if (isUsed(config, 'converted_type')) throw unused(action, 'converted_type', objection);
  return pattern;
}

function checkExtracting(config: ActionConfig, objection: Objection): GoRegExp {
  const { action } = config;
  if (SOURCES.some((key) => isUsed(config, key))) {
    throw objection(
      `. Action "${action}" does not use a value source field. These must not be specified`,
      ...SOURCES,
    );
  }
  if (config.pattern === '') {
    throw objection(` due to missing required field "pattern" for action "${action}"`, 'action');
  }
  if (isUsed(config, 'converted_type')) throw unused(action, 'converted_type', objection);
  const pattern = compilePattern(config.pattern, objection);
  const names = pattern.groupNames.slice(1);
  if (names.length === 0) {
    throw objection('. Field "pattern" contains no named matcher groups', 'pattern');
  }
  if (names.includes('')) {
    throw objection('. Field "pattern" contains at least one unnamed matcher group', 'pattern');
  }
  return pattern;
}

function checkConverting(config: ActionConfig, objection: Objection): Target {
  const { action, converted_type: type } = config;
  if (SOURCES.some((key) => isUsed(config, key)) || isUsed(config, 'pattern')) {
    throw objection(
      `. Action "${action}" does not use value sources or "pattern" field. These must not be specified`,
      ...SOURCES,
      'pattern',
    );
  }
  if (type === '') {
    throw objection(` due to missing required field "converted_type" for action "${action}"`, 'action');
  }
  const target = TARGETS.find((each) => each === type);
  if (target === undefined) {
    throw objection(
      ` due to invalid value "${type}" in field "converted_type" for action "${action}"`,
      'converted_type',
    );
  }
  return target;
}

function unused(action: string, key: Key, objection: Objection): FactoryError {
  return objection(`. Action "${action}" does not use the "${key}" field. This must not be specified`, key);
}

function compilePattern(pattern: string, objection: Objection): GoRegExp {
  try {
    return new GoRegExp(pattern);
  } catch (error) {
    if (!(error instanceof GoRegExpError)) throw error;
    throw objection(`. Field "pattern" has invalid pattern: "${pattern}"`, 'pattern');
  }
}

/** An empty text is a value to set, but names no attribute. */
function isUsed(config: ActionConfig, key: Key): boolean {
  const value = config[key];
  return key === 'value' || key === 'default_value' ? isGiven(value) : value !== '';
}
