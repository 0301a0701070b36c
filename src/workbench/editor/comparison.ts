/** A file of the solution, with what the learner has there shown above each difference. Read only. */

import { standardKeymap } from '@codemirror/commands';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import type { Language } from '../../grading/text.ts';
import { say } from '../strings.ts';
import { codeLanguage } from './code-language.ts';
import { comparisonTheme } from './comparison-theme.ts';
import { editorTheme } from './editor-theme.ts';
import { phrases } from './phrases.ts';

export interface ComparisonOptions {
  readonly parent: HTMLElement;
  readonly path: string;
  readonly yours: string;
  readonly solution: string;
  readonly language: Language;
}

/** Returns the function that takes it away. */
export function showComparison({ parent, path, yours, solution, language }: ComparisonOptions): () => void {
  const view = new EditorView({
    parent,
    doc: solution,
    extensions: [
      unifiedMergeView({ original: yours, mergeControls: false, highlightChanges: false, gutter: true }),
      lineNumbers(),
      drawSelection(),
      keymap.of(standardKeymap),
      EditorState.readOnly.of(true),
      EditorState.phrases.of(phrases[language]),
      comparisonTheme,
      editorTheme,
      codeLanguage(path),
      EditorView.contentAttributes.of({
        tabindex: '0',
        'aria-label': say(language, 'solution.label', { file: path }),
      }),
    ],
  });
  return () => view.destroy();
}
