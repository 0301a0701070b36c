import type { ComponentChildren } from 'preact';
import type { LabDefinition } from '../grading/lab.ts';
import type { Language } from '../grading/text.ts';
import type { LabFiles } from '../runtime/lab-runtime.ts';
import type { SiteRuntime } from './runtimes/runtime-choice.ts';
import type { CheckTitle } from './state/workbench-state.ts';

/** What the page gives the island; all but the picture crosses as JSON. `labPageProps` makes it but for language and layout. */
export interface WorkbenchProps {
  readonly labId: string;
  readonly language: Language;
  /** `lesson`: editor above, results below, fills its container. `hero`: editor left, results right. */
  readonly layout: 'lesson' | 'hero';
  /** `solution`: an example that works, whose runs are no progress and whose draft is its own. Default `starter`. */
  readonly shows?: 'starter' | 'solution';
  /** The operator's setting. WebContainers are off where none is given. */
  readonly site?: SiteRuntime;
  readonly definition: LabDefinition;
  /** What the learner begins with and comes back to by Reset, all files. */
  readonly files: LabFiles;
  /** The checks by title, so that the page can show them before anything is loaded. */
  readonly checks?: readonly CheckTitle[];
  /** The first file's code as HTML: one `span.ln` a line, tokens by the site's classes. Made at build time, trusted. */
  readonly firstFileHtml?: string;
  /** Shown in the trace panel until the first run: a picture from the page. */
  readonly beforeRun?: ComponentChildren;
  /** Where "Why is there no data?" is taught, or the path that plans it. */
  readonly noSpansHref?: string;
}
