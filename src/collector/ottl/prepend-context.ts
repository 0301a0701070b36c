import { parseCondition, parseStatement } from './syntax/parse.ts';
import { type Visitor, visitCondition, visitStatement } from './syntax/visit.ts';

/**
 * The text with the context's name before every path that names none: "set(name, 1)" → "set(span.name, 1)". Throws
 * OttlError where it can't be parsed.
 */
export function prependContext(
  kind: 'statement' | 'condition',
  text: string,
  context: string,
  pathNames: readonly string[],
): string {
  const offsets: number[] = [];
  const visitor: Visitor = {
    path: (path) => {
      if (!pathNames.includes(path.context)) offsets.push(path.at.offset);
    },
  };
  if (kind === 'statement') visitStatement(parseStatement(text), visitor);
  else visitCondition(parseCondition(text), visitor);
  let prepended = '';
  let done = 0;
  for (const offset of offsets.sort((left, right) => left - right)) {
    prepended += `${text.slice(done, offset)}${context}.`;
    done = offset;
  }
  return prepended + text.slice(done);
}
