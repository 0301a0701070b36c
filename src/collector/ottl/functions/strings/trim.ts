import { arg, defineFunction, optional } from '../../function.ts';

/** A text without the spaces around it, or without any of the given characters. */
export const trim = defineFunction({
  name: 'Trim',
  parameters: { target: arg.string, replacement: optional(arg.stringLiteral) },
  create: ({ target, replacement = ' ' }) => {
    const unwanted = new Set(replacement);
    return (context) => {
      const text = target.get(context);
      let start = 0;
      let end = text.length;
      while (start < end && unwanted.has(characterAt(text, start))) start += characterAt(text, start).length;
      while (end > start && unwanted.has(characterBefore(text, end)))
        end -= characterBefore(text, end).length;
      return text.slice(start, end);
    };
  },
});

function characterAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index) ?? 0);
}

function characterBefore(text: string, index: number): string {
  const pair = index >= 2 ? characterAt(text, index - 2) : '';
  return pair.length === 2 ? pair : text.charAt(index - 1);
}
