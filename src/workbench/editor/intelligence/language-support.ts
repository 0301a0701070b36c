/** The editor's intelligence; loaded when the learner first comes to an editor. */
import { startCompletion } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { tooltips } from '@codemirror/view';
import type { Language } from '../../../grading/text.ts';
import { LanguageTools } from '../../../runtime/compile/language/language-tools.ts';
import type { LabFiles } from '../../../runtime/lab-runtime.ts';
import type { LanguageSupport } from '../language-on-demand.ts';
import { completion } from './completion.ts';
import { hoverTip } from './hover-tip.ts';
import { problemMarks } from './problem-marks.ts';
import { signatureTip } from './signature-tip.ts';
import { tooltipTheme } from './tooltip-theme.ts';

export function languageSupport(language: Language, files: () => LabFiles): LanguageSupport {
  const tools = new LanguageTools(files);
  tools.warm();
  return {
    extension(path): Extension {
      return [
        completion(path, tools),
        signatureTip(path, tools, language),
        hoverTip(path, tools),
        problemMarks(path, tools, language),
        tooltipTheme,
        // In the body, for the editor's frame cuts off what hangs over it.
        tooltips({ parent: document.body }),
      ];
    },
    catchUp(view) {
      const { head, empty } = view.state.selection.main;
      // What would have begun a completion, had it been there.
      if (empty && /[\w$.]$/.test(view.state.sliceDoc(Math.max(0, head - 1), head))) startCompletion(view);
    },
    dispose: () => tools.dispose(),
  };
}
