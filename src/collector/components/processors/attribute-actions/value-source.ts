import { cloneAnyValue } from '../../../../otlp/clone-message.ts';
import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import { valueOfRaw } from '../../../config/raw-value.ts';
import type { ConsumeContext } from '../../../pipeline/consumer.ts';
import type { ActionConfig } from './action-config.ts';

/** The value to set, a copy; `undefined` where there is none. */
export type ValueSource = (attributes: Attributes, consumed: ConsumeContext) => AnyValue | undefined;

const METADATA = 'metadata.';
const AUTHENTICATION = 'auth.';

export function valueSource(config: ActionConfig): ValueSource {
  const { value, default_value: fallback, from_context: fromContext, from_attribute: fromAttribute } = config;
  if (isGiven(value)) return constant(value);
  const otherwise = isGiven(fallback) ? constant(fallback) : () => undefined;
  if (fromContext !== '') {
    const find = contextValue(fromContext);
    return (attributes, consumed) => find(consumed) ?? otherwise(attributes, consumed);
  }
  if (fromAttribute !== '') {
    return (attributes, consumed) => {
      const found = attributes.get(fromAttribute);
      return found === undefined ? otherwise(attributes, consumed) : cloneAnyValue(found);
    };
  }
  return otherwise;
}

/** Whether the configuration has a value: null is none. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function constant(raw: unknown): ValueSource {
  const value = valueOfRaw(raw);
  return typeof value === 'object' ? () => cloneAnyValue(value) : () => value;
}

/** What is known of the request: its metadata. There are no authenticators here. */
function contextValue(name: string): (consumed: ConsumeContext) => string | undefined {
  if (name === 'client.address') return () => '';
  if (name.startsWith(AUTHENTICATION)) return () => undefined;
  const key = (name.startsWith(METADATA) ? name.slice(METADATA.length) : name).toLowerCase();
  return ({ metadata }) => {
    const values = metadata.get(key);
    return values === undefined || values.length === 0 ? undefined : values.join(';');
  };
}
