/** Completion from the language service: while typing a name, after a dot, and by Ctrl-Space. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  insertCompletionText,
  pickedCompletion,
} from '@codemirror/autocomplete';
import { type Extension, Transaction } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { CompletionItem } from '../../../runtime/compile/language/answers.ts';
import type { LanguageTools } from '../../../runtime/compile/language/language-tools.ts';
import { described } from './described.ts';

export function completion(path: string, tools: LanguageTools): Extension {
  const source = (context: CompletionContext) => complete(path, tools, context);
  return autocompletion({ override: [source], maxRenderedOptions: 50 });
}

/** What begins a completion without being asked: a name, a dot, the quote or slash of an import. */
const BEGINS = /(?:[\w$]|\.|(?:from|import)\s*['"][^'"]*|['"][@./][^'"]*)$/;

async function complete(
  path: string,
  tools: LanguageTools,
  context: CompletionContext,
): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  if (state.readOnly) return null;
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  if (!explicit && (!BEGINS.test(before) || /(?:^|[^\w$])\d[\w$]*$/.test(before))) return null;
  const asking = new AbortController();
  context.addEventListener('abort', () => asking.abort());
  const found = await tools.ask({ kind: 'completions', path, offset: pos }, asking.signal);
  if (found == null || found.items.length === 0) return null;
  const typed = state.sliceDoc(found.from, pos);
  return {
    from: found.from,
    options: found.items.map((item) => option(path, tools, item, pos)),
    // The list holds what fits the letters there were; with fewer of them it has to be asked for anew.
    validFor: (text) => text.startsWith(typed) && /^[\w$]*$/.test(text),
  };
}

function option(path: string, tools: LanguageTools, item: CompletionItem, offset: number): Completion {
  return {
    label: item.label,
    type: `${icons[item.kind] ?? 'text'}${item.deprecated ? ' deprecated' : ''}`,
    sortText: `${item.sortText}${item.label}`,
    boost: boost(item.sortText),
    ...(item.from === undefined ? {} : { detail: item.from }),
    async info() {
      const detail = await tools.ask({ kind: 'detail', path, offset, item });
      return detail ? described(detail) : null;
    },
    apply: (view, picked, from, to) => take(view, { path, tools, item, picked, from, to }),
  };
}

/** TypeScript's rank as CodeMirror counts: what is near comes before the globals, and those before imports. */
function boost(sortText: string): number {
  const rank = Number.parseInt(sortText, 10);
  return Number.isNaN(rank) ? -60 : Math.max(-60, (11 - rank) * 10);
}

interface Taking {
  readonly path: string;
  readonly tools: LanguageTools;
  readonly item: CompletionItem;
  readonly picked: Completion;
  readonly from: number;
  readonly to: number;
}

function take(view: EditorView, { path, tools, item, picked, from, to }: Taking): void {
  view.dispatch({
    ...insertCompletionText(view.state, item.insert ?? item.label, from, to),
    annotations: pickedCompletion.of(picked),
  });
  if (item.data !== undefined) void addImport(view, { path, tools, item });
}

/** Asked for after the name stands there, and anew when the learner types on before the answer. */
async function addImport(
  view: EditorView,
  { path, tools, item }: Pick<Taking, 'path' | 'tools' | 'item'>,
): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const { doc, selection } = view.state;
    const detail = await tools.ask({ kind: 'detail', path, offset: selection.main.head, item });
    if (view.state.doc !== doc) continue;
    if (detail == null || detail.edits.length === 0) return;
    view.dispatch({
      changes: [...detail.edits],
      annotations: Transaction.userEvent.of('input.complete.import'),
    });
    return;
  }
}

/** TypeScript's kinds as CodeMirror's icons. */
const icons: Readonly<Record<string, string>> = {
  alias: 'variable',
  class: 'class',
  const: 'constant',
  constructor: 'method',
  directory: 'namespace',
  enum: 'enum',
  'enum member': 'constant',
  'external module name': 'namespace',
  function: 'function',
  getter: 'property',
  interface: 'interface',
  keyword: 'keyword',
  let: 'variable',
  'local function': 'function',
  method: 'method',
  module: 'namespace',
  parameter: 'variable',
  property: 'property',
  script: 'namespace',
  setter: 'property',
  string: 'text',
  type: 'type',
  'type parameter': 'type',
  var: 'variable',
};
