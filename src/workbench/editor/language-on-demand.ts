/**
 * Completion, hover, signatures and problems of TypeScript files. Their code, a second TypeScript and the packages'
 * declarations are fetched when the learner first comes to an editor, never with the page.
 */
import { Compartment, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { Language } from '../../grading/text.ts';
import type { LabFiles } from '../../runtime/lab-runtime.ts';

export interface LanguageOnDemand {
  /** For the editor state of one file. */
  extension(path: string): Extension;
  dispose(): void;
}

/** `files` gives all of the lab's files as they are at that moment. */
export function languageOnDemand(language: Language, files: () => LabFiles): LanguageOnDemand {
  let loading: Promise<LanguageSupport> | undefined;
  let disposed = false;
  const load = (): Promise<LanguageSupport> => {
    loading ??= import('./intelligence/language-support.ts')
      .then(({ languageSupport }) => languageSupport(language, files))
      .catch((error: unknown) => {
        // Offline and never fetched: coming to the editor again tries again.
        loading = undefined;
        throw error;
      });
    return loading;
  };

  return {
    extension(path) {
      if (!/\.m?ts$/.test(path)) return [];
      const place = new Compartment();
      let asked = false;
      const waiting = EditorView.domEventHandlers({
        focus(_event, view) {
          if (asked) return;
          asked = true;
          const { doc } = view.state;
          load().then(
            (support) => {
              asked = false;
              // Another file may have been opened meanwhile.
              if (disposed || place.get(view.state) === undefined) return;
              view.dispatch({ effects: place.reconfigure(support.extension(path)) });
              if (view.hasFocus && view.state.doc !== doc) support.catchUp(view);
            },
            () => {
              asked = false;
            },
          );
        },
      });
      return place.of(waiting);
    },
    dispose() {
      disposed = true;
      loading?.then(
        (support) => support.dispose(),
        () => {},
      );
    },
  };
}

export interface LanguageSupport {
  extension(path: string): Extension;
  /** The learner has typed while it was loading. */
  catchUp(view: EditorView): void;
  dispose(): void;
}
