/** Errors and warnings at their line: tint, gutter bar, and the message under the line. They move with the text. */
import {
  type EditorState,
  type Extension,
  RangeSet,
  StateEffect,
  StateField,
  type Text,
} from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutterLineClass,
  WidgetType,
} from '@codemirror/view';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import type { Language } from '../../grading/text.ts';
import type { FileMark } from '../state/workbench-state.ts';
import { say } from '../strings.ts';

/** Replaces all marks of a file. */
export const setMarks = StateEffect.define<readonly FileMark[]>();

interface MarkSets {
  readonly decorations: DecorationSet;
  readonly gutter: RangeSet<GutterMarker>;
}

const none: MarkSets = { decorations: Decoration.none, gutter: RangeSet.empty };

export function lineMarks(language: Language): Extension {
  const field = StateField.define<MarkSets>({
    create: () => none,
    update(sets, transaction) {
      let { decorations, gutter } = sets;
      if (transaction.docChanged) {
        decorations = decorations.map(transaction.changes);
        gutter = gutter.map(transaction.changes);
      }
      for (const effect of transaction.effects) {
        if (effect.is(setMarks))
          ({ decorations, gutter } = markSets(transaction.state, effect.value, language));
      }
      return decorations === sets.decorations && gutter === sets.gutter ? sets : { decorations, gutter };
    },
    provide: (self) => [
      EditorView.decorations.from(self, (sets) => sets.decorations),
      gutterLineClass.from(self, (sets) => sets.gutter),
    ],
  });
  return field;
}

/** The offset of a 1-based place; beyond the text, its last line. */
export function offsetOf(doc: Text, line: number, column: number): number {
  const at = doc.line(Math.min(Math.max(1, line), doc.lines));
  return Math.min(at.from + Math.max(0, column - 1), at.to);
}

function markSets({ doc }: EditorState, marks: readonly FileMark[], language: Language): MarkSets {
  const decorations = marks.flatMap((mark) => {
    const line = doc.lineAt(offsetOf(doc, mark.line ?? 1, 1));
    const from = offsetOf(doc, mark.line ?? 1, mark.column ?? 1);
    const to = mark.endLine === undefined ? from : offsetOf(doc, mark.endLine, mark.endColumn ?? 1);
    const message = Decoration.widget({
      widget: new Message(mark, language),
      block: true,
      side: mark.line === undefined ? -1 : 1,
    });
    return [
      ...(mark.line === undefined ? [] : [lineTints[mark.severity].range(line.from)]),
      ...(to > from ? [underlines[mark.severity].range(from, to)] : []),
      message.range(mark.line === undefined ? line.from : line.to),
    ];
  });
  const gutter = marks
    .filter((mark) => mark.line !== undefined)
    .map((mark) => gutterTints[mark.severity].range(doc.lineAt(offsetOf(doc, mark.line ?? 1, 1)).from));
  return { decorations: Decoration.set(decorations, true), gutter: RangeSet.of(gutter, true) };
}

const lineTints = {
  error: Decoration.line({ class: 'cm-mark-line cm-mark-error' }),
  warning: Decoration.line({ class: 'cm-mark-line cm-mark-warning' }),
};
const underlines = {
  error: Decoration.mark({ class: 'cm-mark-range cm-mark-error' }),
  warning: Decoration.mark({ class: 'cm-mark-range cm-mark-warning' }),
};

class GutterTint extends GutterMarker {
  override elementClass: string;

  constructor(severity: FileMark['severity']) {
    super();
    this.elementClass = `cm-mark-gutter cm-mark-${severity}`;
  }
}
const gutterTints = { error: new GutterTint('error'), warning: new GutterTint('warning') };

class Message extends WidgetType {
  readonly #mark: FileMark;
  readonly #language: Language;

  constructor(mark: FileMark, language: Language) {
    super();
    this.#mark = mark;
    this.#language = language;
  }

  override eq(other: Message): boolean {
    return other.#mark.message === this.#mark.message && other.#mark.severity === this.#mark.severity;
  }

  override toDOM(): HTMLElement {
    const { severity, message } = this.#mark;
    const element = document.createElement('div');
    element.className = `cm-mark-message cm-mark-${severity}`;
    const content = document.createElement('div');
    content.innerHTML = circleAlert.slice(circleAlert.indexOf('<svg'));
    const icon = content.firstElementChild;
    icon?.setAttribute('class', 'icon sm');
    icon?.setAttribute('aria-hidden', 'true');
    const kind = document.createElement('span');
    kind.className = 'sr';
    kind.textContent = say(this.#language, `mark.${severity}`, { message: '' });
    // As text, never as markup: it quotes the learner's program.
    const text = document.createElement('span');
    text.textContent = message;
    content.append(kind, text);
    element.append(content);
    return element;
  }
}
