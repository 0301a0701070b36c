/** What a name is: under the pointer, or at the caret by Mod-i. */
import type { Extension } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, type Tooltip } from '@codemirror/view';
import type { Hover } from '../../../runtime/compile/language/answers.ts';
import type { LanguageTools } from '../../../runtime/compile/language/language-tools.ts';
import { described } from './described.ts';
import { tipField } from './tip-field.ts';

export function hoverTip(path: string, tools: LanguageTools): Extension {
  const asked = tipField('at any change');
  const describeAtCaret = (view: EditorView): boolean => {
    const { doc, selection } = view.state;
    tools.ask({ kind: 'hover', path, offset: selection.main.head }).then((found) => {
      if (found == null || view.state.doc !== doc || !view.state.selection.eq(selection)) return;
      const words = `${found.signature}\n${found.documentation}`;
      view.dispatch({ effects: [asked.show.of(tooltip(found)), EditorView.announce.of(words)] });
    });
    return true;
  };
  return [
    hoverTooltip(async (view, position) => {
      const { doc } = view.state;
      const found = await tools.ask({ kind: 'hover', path, offset: position });
      return found == null || view.state.doc !== doc ? null : tooltip(found);
    }),
    asked.extension,
    keymap.of([{ key: 'Mod-i', run: describeAtCaret, preventDefault: true }]),
  ];
}

function tooltip(found: Hover): Tooltip {
  return { pos: found.from, end: found.to, above: true, create: () => ({ dom: described(found) }) };
}
