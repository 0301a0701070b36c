/** Type errors, found after a pause in typing: underlined, a bar in the gutter, the message on hover and by F8. */
import {
  type Diagnostic,
  forEachDiagnostic,
  linter,
  lintKeymap,
  setDiagnosticsEffect,
} from '@codemirror/lint';
import { type Extension, RangeSet, StateField } from '@codemirror/state';
import { EditorView, GutterMarker, gutterLineClass, keymap } from '@codemirror/view';
import type { Language } from '../../../grading/text.ts';
import type { LanguageTools } from '../../../runtime/compile/language/language-tools.ts';
import { say } from '../../strings.ts';
import { described } from './described.ts';
import { tipField } from './tip-field.ts';

/** ms without a change before the file is looked at. */
const PAUSE_MS = 500;

export function problemMarks(path: string, tools: LanguageTools, language: Language): Extension {
  const tip = tipField('at any change');
  const find = async (): Promise<readonly Diagnostic[]> => {
    const problems = (await tools.ask({ kind: 'problems', path })) ?? [];
    return problems.map(({ from, to, code, message }) => ({
      from,
      to,
      severity: 'error',
      source: code,
      message,
    }));
  };
  /** F8 tells, too: the message in a tooltip, and to a screen reader. */
  const next = (view: EditorView): boolean => {
    const problem = problemAfter(view);
    if (problem === undefined) {
      view.dispatch({ effects: EditorView.announce.of(say(language, 'problem.none')) });
      return true;
    }
    const { from, to, source = '', message } = problem;
    view.dispatch({
      selection: { anchor: from, head: to },
      scrollIntoView: true,
      effects: EditorView.announce.of(say(language, 'mark.error', { message: `${message} (${source})` })),
    });
    const create = () => ({ dom: described({ signature: source, documentation: message }) });
    view.dispatch({ effects: tip.show.of({ pos: from, end: to, above: true, create }) });
    return true;
  };
  return [
    linter(find, { delay: PAUSE_MS }),
    gutterBars,
    tip.extension,
    keymap.of([{ key: 'F8', run: next, preventDefault: true }, ...lintKeymap]),
  ];
}

/** The first that begins after the selection does; after the last, the first of all. */
function problemAfter({ state }: EditorView): Diagnostic | undefined {
  const found: Diagnostic[] = [];
  forEachDiagnostic(state, (diagnostic, from, to) => found.push({ ...diagnostic, from, to }));
  return found.find(({ from }) => from > state.selection.main.from) ?? found[0];
}

/** The look of the marks that a run leaves (`../line-marks.ts`). */
class ErrorBar extends GutterMarker {
  override elementClass = 'cm-mark-gutter cm-mark-error';
}
const bar = new ErrorBar();

const gutterBars = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(bars, { docChanged, changes, effects, state }) {
    if (!effects.some((effect) => effect.is(setDiagnosticsEffect)))
      return docChanged ? bars.map(changes) : bars;
    const lines = new Set<number>();
    forEachDiagnostic(state, (_diagnostic, from) => lines.add(state.doc.lineAt(from).from));
    return RangeSet.of(
      [...lines].map((line) => bar.range(line)),
      true,
    );
  },
  provide: (self) => gutterLineClass.from(self),
});
