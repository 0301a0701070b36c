/** What the page and the language service's worker say to each other. */
import type { LabFiles } from '../../lab-runtime.ts';
import type { TypesIndex } from '../../types/types-pack.ts';
import type {
  CompletionDetail,
  CompletionItem,
  Completions,
  Hover,
  Problem,
  SignatureHelp,
} from './answers.ts';

export type LanguageQuestion =
  | { readonly kind: 'completions' | 'hover' | 'signature'; readonly path: string; readonly offset: number }
  | { readonly kind: 'detail'; readonly path: string; readonly offset: number; readonly item: CompletionItem }
  | { readonly kind: 'problems'; readonly path: string };

export interface LanguageAnswers {
  readonly completions: Completions | undefined;
  readonly detail: CompletionDetail | undefined;
  readonly hover: Hover | undefined;
  readonly signature: SignatureHelp | undefined;
  readonly problems: readonly Problem[];
}

/** The files that changed since the message before come with every question; a removed one is `null`. */
export type ChangedFiles = Readonly<Record<string, string | null>>;

export type LanguageRequest =
  | { readonly language: 'open'; readonly types: TypesIndex; readonly files: LabFiles }
  | {
      readonly language: 'ask';
      readonly id: number;
      readonly changed: ChangedFiles;
      readonly question: LanguageQuestion;
    }
  /** Nobody waits for the answer any more. */
  | { readonly language: 'drop'; readonly id: number };

export type LanguageAnswer =
  /** `undefined`: nothing to say, or the files have changed since the question. */
  | { readonly id: number; readonly answer: LanguageAnswers[keyof LanguageAnswers] }
  /** One question failed; or, with id 0, the declarations could not be loaded and no question can be answered. */
  | { readonly id: number; readonly failure: string };
