/** The parameters of the call being written: opened by `(` and `,` or by Mod-Shift-Space, and gone with the call. */
import type { Extension } from '@codemirror/state';
import { type EditorView, keymap, type Tooltip, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { Language } from '../../../grading/text.ts';
import type { SignatureHelp } from '../../../runtime/compile/language/answers.ts';
import type { LanguageTools } from '../../../runtime/compile/language/language-tools.ts';
import { say } from '../../strings.ts';
import { tipField } from './tip-field.ts';

/** Moving about in a call asks no more often than this, in ms. */
const PAUSE_MS = 60;

export function signatureTip(path: string, tools: LanguageTools, language: Language): Extension {
  const tip = tipField('when told');
  const ask = async (view: EditorView): Promise<void> => {
    const { doc, selection } = view.state;
    const found = await tools.ask({ kind: 'signature', path, offset: selection.main.head });
    if (view.state.doc !== doc || !view.state.selection.eq(selection)) return;
    const shown = found ? tooltip(found, selection.main.head, language) : null;
    if (shown !== null || tip.shown(view) !== null) view.dispatch({ effects: tip.show.of(shown) });
  };
  const following = ViewPlugin.fromClass(
    class {
      #timer: ReturnType<typeof setTimeout> | undefined;

      update(update: ViewUpdate): void {
        if (!update.docChanged && !update.selectionSet) return;
        if (tip.shown(update.view) === null && !opensCall(update)) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void ask(update.view), PAUSE_MS);
      }

      destroy(): void {
        clearTimeout(this.#timer);
      }
    },
  );
  const open = (view: EditorView): boolean => {
    void ask(view);
    return true;
  };
  return [tip.extension, following, keymap.of([{ key: 'Mod-Shift-Space', run: open, preventDefault: true }])];
}

function opensCall({ transactions, state }: ViewUpdate): boolean {
  if (!transactions.some((transaction) => transaction.isUserEvent('input.type'))) return false;
  const { head } = state.selection.main;
  return /[(,]/.test(state.sliceDoc(Math.max(0, head - 1), head));
}

function tooltip(
  { signatures, active, activeParameter }: SignatureHelp,
  pos: number,
  language: Language,
): Tooltip | null {
  const signature = signatures[active];
  if (signature === undefined) return null;
  const create = () => {
    const dom = document.createElement('div');
    dom.className = 'cm-described';
    const code = document.createElement('code');
    code.append(signature.prefix);
    signature.parameters.forEach(({ label }, index) => {
      const part = document.createElement(index === activeParameter ? 'strong' : 'span');
      part.textContent = label;
      code.append(...(index === 0 ? [] : [signature.separator]), part);
    });
    code.append(signature.suffix);
    dom.append(code);
    if (signatures.length > 1) {
      const count = document.createElement('span');
      count.className = 'cm-described-count';
      count.textContent = say(language, 'signature.which', { n: active + 1, total: signatures.length });
      dom.append(count);
    }
    const words = signature.parameters[activeParameter]?.documentation || signature.documentation;
    if (words !== '') {
      const prose = document.createElement('p');
      prose.textContent = words;
      dom.append(prose);
    }
    return { dom };
  };
  return { pos, above: true, create };
}
