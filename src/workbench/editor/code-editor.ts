/**
 * The editor: one CodeMirror view, one state a file, so that each file keeps its undo history, its selection and its
 * place while another is shown.
 */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import {
  Annotation,
  EditorState,
  type Extension,
  Transaction,
  type TransactionSpec,
} from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Language } from '../../grading/text.ts';
import type { LabFiles } from '../../runtime/lab-runtime.ts';
import type { FileMark, Reveal } from '../state/workbench-state.ts';
import { say } from '../strings.ts';
import { codeLanguage } from './code-language.ts';
import { editorTheme } from './editor-theme.ts';
import { type LanguageOnDemand, languageOnDemand } from './language-on-demand.ts';
import { lineMarks, offsetOf, setMarks } from './line-marks.ts';
import { phrases } from './phrases.ts';
import { searchOnDemand } from './search-on-demand.ts';

export interface CodeEditorOptions {
  readonly parent: HTMLElement;
  /** The files that can be shown; only the editable ones can be changed. */
  readonly files: readonly { readonly path: string; readonly editable: boolean }[];
  readonly language: Language;
  /** Id of the element that tells how to leave the editor by keyboard. */
  readonly helpId: string;
  /** All of the lab's files as they are now, for the language service. */
  labFiles(): LabFiles;
  /** The learner changed a file. */
  onEdit(path: string, text: string): void;
}

/** What the editor shall show. It compares with what it shows and does what is left to do. */
export interface EditorContent {
  readonly texts: Readonly<Record<string, string>>;
  readonly open: string;
  readonly marks: Readonly<Record<string, readonly FileMark[]>>;
  readonly reveal: Reveal | undefined;
}

export interface CodeEditor {
  show(content: EditorContent): void;
  focus(): void;
  destroy(): void;
}

/** On changes that come from the workbench: they are not told back to it. */
const fromWorkbench = Annotation.define<boolean>();

export function createCodeEditor(options: CodeEditorOptions): CodeEditor {
  const states = new Map<string, EditorState>();
  const scrolls = new Map<string, ReturnType<EditorView['scrollSnapshot']>>();
  const texts = new Map<string, string>();
  const marks = new Map<string, readonly FileMark[]>();
  let open: string | undefined;
  let revealed: Reveal | undefined;
  const intelligence = languageOnDemand(options.language, options.labFiles);

  const view = new EditorView({
    parent: options.parent,
    dispatchTransactions(transactions, self) {
      self.update(transactions);
      if (open === undefined || !transactions.some((one) => one.docChanged && !one.annotation(fromWorkbench)))
        return;
      const text = self.state.doc.toString();
      texts.set(open, text);
      options.onEdit(open, text);
    },
  });

  /** Changes a file, shown or not. */
  const change = (path: string, spec: (state: EditorState) => TransactionSpec): void => {
    if (path === open) view.dispatch(spec(view.state));
    else states.set(path, stateOf(path).update(spec(stateOf(path))).state);
  };
  const stateOf = (path: string): EditorState => {
    const known = states.get(path);
    if (known) return known;
    const editable = options.files.some((file) => file.path === path && file.editable);
    const made = EditorState.create({
      doc: texts.get(path) ?? '',
      extensions: extensionsFor(path, editable, options, intelligence),
    });
    states.set(path, made);
    return made;
  };

  const setText = (path: string, text: string): void => {
    const first = !texts.has(path);
    if (texts.get(path) === text) return;
    texts.set(path, text);
    if (first) return;
    // Undoing in the editor takes a reset back, too.
    change(path, (state) => ({
      changes: { from: 0, to: state.doc.length, insert: text },
      annotations: [fromWorkbench.of(true), Transaction.userEvent.of('input.replace')],
    }));
  };
  const setFileMarks = (path: string, wanted: readonly FileMark[]): void => {
    if ((marks.get(path) ?? noMarks) === wanted) return;
    marks.set(path, wanted);
    change(path, () => ({ effects: setMarks.of(wanted) }));
  };
  const openFile = (path: string): void => {
    if (path === open) return;
    if (open !== undefined) {
      states.set(open, view.state);
      scrolls.set(open, view.scrollSnapshot());
    }
    open = path;
    view.setState(stateOf(path));
    const scroll = scrolls.get(path);
    if (scroll) view.dispatch({ effects: scroll });
  };
  const reveal = (place: Reveal): void => {
    const offset = offsetOf(view.state.doc, place.line, place.column);
    view.dispatch({
      selection: { anchor: offset },
      effects: EditorView.scrollIntoView(offset, { y: 'center' }),
    });
    if (place.focus) view.focus();
  };

  return {
    show(content) {
      for (const { path } of options.files) {
        setText(path, content.texts[path] ?? '');
        setFileMarks(path, content.marks[path] ?? noMarks);
      }
      openFile(content.open);
      if (content.reveal === revealed) return;
      revealed = content.reveal;
      if (revealed && revealed.file === open) reveal(revealed);
    },
    focus: () => view.focus(),
    destroy() {
      intelligence.dispose();
      view.destroy();
    },
  };
}

const noMarks: readonly FileMark[] = [];

function extensionsFor(
  path: string,
  editable: boolean,
  { language, helpId }: CodeEditorOptions,
  intelligence: LanguageOnDemand,
): Extension[] {
  const label = say(language, editable ? 'editor.label' : 'editor.label.read-only', { file: path });
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    bracketMatching(),
    indentOnInput(),
    EditorState.phrases.of(phrases[language]),
    // Before the usual keys: Escape and Enter are for what it shows, while it shows it.
    intelligence.extension(path),
    // CodeMirror lets Tab go on to the next control for two seconds after Escape.
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
    editorTheme,
    codeLanguage(path),
    searchOnDemand,
    lineMarks(language),
    EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label, 'aria-describedby': helpId }),
    // Focusable and selectable, so that a locked file can be read and searched by keyboard.
    editable ? [] : EditorState.readOnly.of(true),
  ];
}
