import { scalarText } from '../match-properties/scalar-text.ts';
import type { SpanStep } from './span-processor.ts';

/** Names spans after the values of attributes; a span that lacks one of them keeps its name. */
export function nameFromAttributes(keys: readonly string[], separator: string): SpanStep {
  return (span) => {
    let name = '';
    for (let index = 0; index < keys.length; index += 1) {
      const value = span.attributes.get(keys[index] ?? '');
      if (value === undefined) return;
      if (index > 0) name += separator;
      name += scalarText(value) ?? '<unknown-attribute-type>';
    }
    span.name = name;
  };
}
