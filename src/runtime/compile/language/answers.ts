/** What the language service answers, as plain data. Offsets count UTF-16 units from the file's start. */

export interface Completions {
  /** Start of what is replaced. */
  readonly from: number;
  readonly items: readonly CompletionItem[];
}

export interface CompletionItem {
  readonly label: string;
  /** TypeScript's word for it: "method", "const", "interface", … */
  readonly kind: string;
  /** Sorts the items, best first. */
  readonly sortText: string;
  /** Text to insert where it isn't the label. */
  readonly insert?: string;
  /** Module that an import would be added from. */
  readonly from?: string;
  readonly deprecated?: boolean;
  /** For `detail`; not to be looked into. */
  readonly data?: unknown;
}

export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

export interface Description {
  /** As TypeScript writes it: "(method) Span.end(endTime?: TimeInput): void". */
  readonly signature: string;
  /** Its doc comment, plain text. */
  readonly documentation: string;
}

export interface CompletionDetail extends Description {
  /** What else changes in the file: the import. */
  readonly edits: readonly TextEdit[];
}

export interface Hover extends Description {
  readonly from: number;
  readonly to: number;
}

export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  /** Index of the one that fits best. */
  readonly active: number;
  readonly activeParameter: number;
}

export interface Signature {
  readonly prefix: string;
  readonly parameters: readonly Parameter[];
  readonly separator: string;
  readonly suffix: string;
  readonly documentation: string;
}

export interface Parameter {
  readonly label: string;
  readonly documentation: string;
}

export interface Problem {
  readonly from: number;
  readonly to: number;
  /** "TS2345" */
  readonly code: string;
  readonly message: string;
}
