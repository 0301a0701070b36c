/** Code colours: six classes over the `--syn-*` tokens, the same in the page as served and in the editor. */
import { tagHighlighter, tags } from '@lezer/highlight';

export const tokenClasses = tagHighlighter([
  { tag: [tags.keyword, tags.self, tags.null, tags.operatorKeyword, tags.modifier], class: 'k' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp, tags.character], class: 's' },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
      tags.function(tags.definition(tags.variableName)),
    ],
    class: 'f',
  },
  { tag: [tags.className, tags.typeName, tags.definition(tags.typeName)], class: 'f' },
  { tag: [tags.number, tags.bool, tags.atom, tags.escape], class: 'n' },
  { tag: [tags.definition(tags.propertyName), tags.attributeName], class: 'p' },
  { tag: [tags.comment, tags.meta], class: 'c' },
]);
