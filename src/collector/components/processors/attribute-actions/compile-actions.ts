import type { Attributes } from '../../../../otlp/model.ts';
import { removeKey } from '../../../../otlp/remove-keys.ts';
import type { GoRegExp } from '../../../ottl/text/go-regexp.ts';
import type { ConsumeContext } from '../../../pipeline/consumer.ts';
import type { Logger } from '../../../pipeline/logger.ts';
import type { ActionConfig } from './action-config.ts';
import { checkAction } from './check-action.ts';
import { convertedValue } from './convert-value.ts';
import { hashedValue } from './hash-value.ts';
import { valueSource } from './value-source.ts';

/** Changes attributes, as the actions of a configuration say. */
export type AttributeActions = (attributes: Attributes, consumed: ConsumeContext) => void;

/**
 * Compiles actions, which are done one after the other. `at` is the key of their list. Throws FactoryError, in the
 * words of the collector (internal/coreinternal/attraction.NewAttrProc).
 */
export function compileActions(
  configs: readonly ActionConfig[],
  at: readonly string[],
  logger: Logger,
): AttributeActions {
  const actions = configs.map((config, index) => compileAction(config, index, at, logger));
  return (attributes, consumed) => {
    for (const action of actions) action(attributes, consumed);
  };
}

function compileAction(
  config: ActionConfig,
  index: number,
  at: readonly string[],
  logger: Logger,
): AttributeActions {
  const { key } = config;
  const checked = checkAction(config, index, at);
  if (config.from_context === 'client.address') {
    logger.log('warn', 'The address of the client is not known here: it is taken as an empty text', { key });
  }
  switch (checked.action) {
    case 'insert':
    case 'update':
    case 'upsert':
      return setting(config, checked.action);
    case 'delete':
      return deleting(key, checked.pattern);
    case 'hash':
      return hashing(key, checked.pattern);
    case 'extract':
      return extracting(key, checked.pattern);
    case 'convert': {
      const { target } = checked;
      return (attributes) => {
        const value = attributes.get(key);
        if (value !== undefined) attributes.set(key, convertedValue(value, target, key, logger));
      };
    }
  }
}

function setting(config: ActionConfig, action: 'insert' | 'update' | 'upsert'): AttributeActions {
  const { key } = config;
  const source = valueSource(config);
  return (attributes, consumed) => {
    if (action !== 'upsert' && attributes.has(key) !== (action === 'update')) return;
    const value = source(attributes, consumed);
    if (value !== undefined) attributes.set(key, value);
  };
}

function deleting(key: string, pattern: GoRegExp | undefined): AttributeActions {
  return (attributes) => {
    removeKey(attributes, key);
    if (pattern === undefined) return;
    for (const name of attributes.keys()) {
      if (pattern.test(name)) attributes.delete(name);
    }
  };
}

/** What is both the key and matches the pattern is hashed twice, as in the collector. */
function hashing(key: string, pattern: GoRegExp | undefined): AttributeActions {
  return (attributes) => {
    const value = attributes.get(key);
    if (value !== undefined) attributes.set(key, hashedValue(value));
    if (pattern === undefined) return;
    for (const [name, each] of attributes) {
      if (pattern.test(name)) attributes.set(name, hashedValue(each));
    }
  };
}

function extracting(key: string, pattern: GoRegExp): AttributeActions {
  const names = pattern.groupNames;
  return (attributes) => {
    const value = attributes.get(key);
    const groups = typeof value === 'string' ? pattern.find(value) : undefined;
    if (groups === undefined) return;
    for (let group = 1; group < names.length; group += 1) {
      attributes.set(names[group] ?? '', groups[group] ?? '');
    }
  };
}
