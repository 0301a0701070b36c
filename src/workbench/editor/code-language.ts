/** What the editor knows of a file's language: colours, comments, indentation. */
import { indentService, indentUnit } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { type Token, tokenClass } from './tokens/token.ts';
import { codeLanguageOf, tokensOf } from './tokens/tokens-of.ts';

/** Longer files stay plain: their colours are computed as a whole at every change. */
const COLOUR_LIMIT = 200_000;

export function codeLanguage(path: string): Extension[] {
  const language = codeLanguageOf(path);
  const lineComment = language === 'yaml' ? '#' : '//';
  const data = { commentTokens: { line: lineComment }, indentOnInput: /^\s*[\])}]$/ };
  return [
    colours(path),
    EditorState.languageData.of(() => (language ? [data] : [])),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    language ? indentAfterBrackets(language === 'yaml' ? /[:[{]$/ : /[([{]$|=>$/) : [],
  ];
}

function colours(path: string): Extension {
  const compute = ({ state }: EditorView): DecorationSet => {
    const { doc } = state;
    if (doc.length > COLOUR_LIMIT) return Decoration.none;
    return Decoration.set(
      tokensOf(path, doc.toString()).map(({ from, to, kind }) => marks[kind].range(from, to)),
    );
  };
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = compute(view);
      }

      update({ docChanged, view }: ViewUpdate) {
        if (docChanged) this.decorations = compute(view);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

const mark = (kind: Token['kind']) => Decoration.mark({ class: tokenClass[kind] });
const marks: Readonly<Record<Token['kind'], Decoration>> = {
  keyword: mark('keyword'),
  string: mark('string'),
  function: mark('function'),
  constant: mark('constant'),
  property: mark('property'),
  comment: mark('comment'),
};

/** A line is indented as the one before; one step more after an opening end, one less where it begins with a closing bracket. */
function indentAfterBrackets(opening: RegExp): Extension {
  return indentService.of((context, position) => {
    const breaks = context.simulatedBreak === position;
    const line = context.state.doc.lineAt(position);
    const above = breaks ? line.text.slice(0, position - line.from) : lineAbove(context.state, line.number);
    // With brackets on both sides of the break this is empty: the closing one gets a line of its own.
    const here = breaks ? context.textAfterPos(position) : line.text;
    const before = context.countColumn(above, above.search(/\S|$/));
    const deeper = opening.test(above.trimEnd()) ? context.unit : 0;
    const closes = /^\s*[\])}]/.test(here) ? context.unit : 0;
    return Math.max(0, before + deeper - closes);
  });
}

function lineAbove({ doc }: EditorState, number: number): string {
  for (let above = number - 1; above >= 1; above--) {
    const { text } = doc.line(above);
    if (text.trim() !== '') return text;
  }
  return '';
}
