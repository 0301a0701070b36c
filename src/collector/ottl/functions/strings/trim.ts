import { arg, defineFunction, optional } from '../../function.ts';

/** A text without the spaces around it, or without any of the given characters. */
export const trim = defineFunction({
  name: 'Trim',
  parameters: { target: arg.string, replacement: optional(arg.stringLiteral) },
  create: ({ target, replacement = ' ' }) => {
    const unwanted = new Set(replacement);
    return (context) => {
      const characters = [...target.get(context)];
      let start = 0;
      let end = characters.length;
      while (start < end && unwanted.has(characters[start] ?? '')) start += 1;
      while (end > start && unwanted.has(characters[end - 1] ?? '')) end -= 1;
      return characters.slice(start, end).join('');
    };
  },
});
