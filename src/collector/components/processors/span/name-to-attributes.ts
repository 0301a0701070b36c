import { GoRegExp } from '../../../ottl/text/go-regexp.ts';
import { GoRegExpError } from '../../../ottl/text/re2-error.ts';
import { FactoryError } from '../../../pipeline/build-error.ts';
import type { SpanStep } from './span-processor.ts';

/**
 * Puts what groups of expressions match in the name into attributes of the groups' names, and the names in braces into
 * the name. Rules see the name as those before left it. Throws FactoryError in the collector's words.
 */
export function nameToAttributes(
  rules: readonly string[],
  { once, keepName }: { readonly once: boolean; readonly keepName: boolean },
): SpanStep {
  const expressions = rules.map(compileRule);
  return (span) => {
    if (span.name === '') return;
    for (const expression of expressions) {
      const { name } = span;
      const groups = expression.findPlaces(name);
      if (groups === undefined) continue;
      let renamed = '';
      let end = 0;
      for (let group = 1; group < groups.length; group += 1) {
        const attribute = expression.groupNames[group] ?? '';
        const place = groups[group];
        if (place === undefined || place[0] < end) throw outOfBounds(expression);
        span.attributes.set(attribute, name.slice(...place));
        renamed += `${name.slice(end, place[0])}{${attribute}}`;
        end = place[1];
      }
      if (!keepName) span.name = renamed + name.slice(end);
      if (once) return;
    }
  };
}

/** The collector breaks on groups that it can't put one after the other. */
function outOfBounds({ expression }: GoRegExp): Error {
  const why = 'a group of it is within another one, or took no part in the match';
  return new Error(`slice bounds out of range: the rule ${expression} can't be applied, as ${why}`);
}

function compileRule(rule: string, index: number): GoRegExp {
  try {
    return new GoRegExp(rule);
  } catch (error) {
    if (!(error instanceof GoRegExpError)) throw error;
    const at = ['name', 'to_attributes', 'rules', String(index)];
    throw new FactoryError(`invalid regexp pattern ${rule}`, at);
  }
}
