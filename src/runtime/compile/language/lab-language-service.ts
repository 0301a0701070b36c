/** TypeScript's language service over the files of a lab. Runs in a worker or in Node; every call is synchronous. */
import ts from 'typescript';
import type { LabFiles } from '../../lab-runtime.ts';
import { availablePackages } from '../../packages/available-packages.ts';
import { NODE_MODULES } from '../../types/offered-in-node.ts';
import type {
  CompletionDetail,
  CompletionItem,
  Completions,
  Hover,
  Problem,
  SignatureHelp,
} from './answers.ts';
import { completionItems } from './completion-items.ts';
import { documentationOf } from './documentation.ts';
import { LabLanguageHost } from './lab-language-host.ts';
import { signatureHelp } from './signature-help.ts';

const PREFERENCES: ts.UserPreferences = {
  includeCompletionsForModuleExports: true,
  includeCompletionsWithInsertText: true,
  includeCompletionsForImportStatements: false,
  importModuleSpecifierPreference: 'shortest',
  importModuleSpecifierEnding: 'auto',
  allowIncompleteCompletions: false,
  quotePreference: 'single',
  // A `require` of theirs would be found everywhere.
  autoImportFileExcludePatterns: ['/node_modules/@types/node/*', '/node_modules/undici-types/*'],
};

const FORMAT = ts.getDefaultFormatCodeSettings('\n');
const TWO_SPACES: ts.FormatCodeSettings = { ...FORMAT, indentSize: 2, tabSize: 2 };

export class LabLanguageService {
  readonly #host = new LabLanguageHost();
  readonly #service = ts.createLanguageService(this.#host);

  /** Adds declarations, by absolute path. */
  addTypes(files: Readonly<Record<string, string>>): void {
    this.#host.add(files);
  }

  setFiles(files: LabFiles): void {
    this.#host.setLabFiles(files);
    this.#host.setPackages(availablePackages(files).entries.filter((entry) => this.#hasTypes(entry)));
  }

  completions(path: string, offset: number): Completions | undefined {
    const text = this.#text(path);
    if (text === undefined) return undefined;
    const found = this.#service.getCompletionsAtPosition(
      LabLanguageHost.pathOf(path),
      offset,
      PREFERENCES,
      TWO_SPACES,
    );
    return found && completionItems(found, text, offset);
  }

  /** What an item stands for, and the import that taking it adds. */
  detail(path: string, offset: number, { label, data }: CompletionItem): CompletionDetail | undefined {
    const file = LabLanguageHost.pathOf(path);
    const origin = data as { readonly source?: string; readonly data?: ts.CompletionEntryData } | undefined;
    const found = this.#service.getCompletionEntryDetails(
      file,
      offset,
      label,
      TWO_SPACES,
      origin?.source,
      PREFERENCES,
      origin?.data,
    );
    if (found === undefined) return undefined;
    const changes = found.codeActions?.flatMap((action) => action.changes) ?? [];
    return {
      signature: ts.displayPartsToString(found.displayParts),
      documentation: documentationOf(found.documentation, found.tags),
      edits: changes
        .filter(({ fileName }) => fileName === file)
        .flatMap(({ textChanges }) => textChanges)
        .map(({ span, newText }) => ({ from: span.start, to: span.start + span.length, insert: newText })),
    };
  }

  hover(path: string, offset: number): Hover | undefined {
    if (this.#text(path) === undefined) return undefined;
    const found = this.#service.getQuickInfoAtPosition(LabLanguageHost.pathOf(path), offset);
    if (found === undefined) return undefined;
    const { start, length } = found.textSpan;
    return {
      from: start,
      to: start + length,
      signature: ts.displayPartsToString(found.displayParts),
      documentation: documentationOf(found.documentation, found.tags),
    };
  }

  signature(path: string, offset: number): SignatureHelp | undefined {
    if (this.#text(path) === undefined) return undefined;
    const found = this.#service.getSignatureHelpItems(LabLanguageHost.pathOf(path), offset, {});
    return found && signatureHelp(found);
  }

  /** Errors of one file: its syntax's first, and only those where it can't be parsed. */
  problems(path: string): readonly Problem[] {
    const file = LabLanguageHost.pathOf(path);
    const text = this.#text(path);
    if (text === undefined || !/\.m?[jt]s$/.test(path)) return [];
    const syntactic = this.#service.getSyntacticDiagnostics(file);
    const found = syntactic.length > 0 ? syntactic : this.#service.getSemanticDiagnostics(file);
    return found.flatMap(({ code, start, length = 0, messageText, category }) => {
      if (start === undefined || category !== ts.DiagnosticCategory.Error) return [];
      const message = missingModule(text.slice(start, start + length), code);
      const words = message ?? ts.flattenDiagnosticMessageText(messageText, '\n');
      return [{ from: start, to: start + length, code: `TS${code}`, message: words }];
    });
  }

  #text(path: string): string | undefined {
    return this.#host.readFile(LabLanguageHost.pathOf(path));
  }

  #hasTypes(entry: string): boolean {
    return this.#host.directoryExists(
      `/node_modules/${entry
        .split('/')
        .slice(0, entry.startsWith('@') ? 2 : 1)
        .join('/')}`,
    );
  }
}

/** TypeScript would have the learner install declarations; say what `../resolve-import.ts` says. */
function missingModule(specifier: string, code: number): string | undefined {
  const name = /^['"](node:.*)['"]$/.exec(specifier)?.[1];
  if (code !== 2591 || name === undefined) return undefined;
  const offered = Object.keys(NODE_MODULES).map((offeredName) => `node:${offeredName}`);
  return `Cannot find '${name}'. Built-in modules available here: ${offered.join(', ')}`;
}
