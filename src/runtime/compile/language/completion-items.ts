import type ts from 'typescript';
import type { CompletionItem, Completions } from './answers.ts';

/** TypeScript's list at a place, without the words that stand for nothing, as plain data. */
export function completionItems(
  { entries, optionalReplacementSpan }: ts.CompletionInfo,
  text: string,
  offset: number,
): Completions {
  return {
    from: optionalReplacementSpan?.start ?? offset - (/[\w$]*$/.exec(text.slice(0, offset))?.[0].length ?? 0),
    items: entries.filter(({ kind }) => kind !== 'warning').map(itemOf),
  };
}

function itemOf(entry: ts.CompletionEntry): CompletionItem {
  const { name, kind, sortText, insertText, source, data, kindModifiers } = entry;
  return {
    label: name,
    kind,
    sortText,
    ...(insertText === undefined ? {} : { insert: insertText }),
    ...(data?.moduleSpecifier === undefined && source === undefined
      ? {}
      : { from: data?.moduleSpecifier ?? source ?? '' }),
    ...(kindModifiers?.includes('deprecated') ? { deprecated: true } : {}),
    ...(source === undefined && data === undefined ? {} : { data: { source, data } }),
  };
}
