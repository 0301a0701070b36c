/** What a collector did with a case. */
export interface Answer {
  /** What `validate` printed, line by line; empty where it had no objection. */
  readonly validate: readonly string[];
  /** The answers to `send` and `get` steps. */
  readonly responses: readonly { readonly status: number; readonly body: string }[];
  /** The lines of every file that was written, by its name. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** What `debug` exporters printed with `use_internal_logger: false`. */
  readonly printed: readonly string[];
  /** The collector's own metrics at the end, where the case asks for them. */
  readonly counters?: readonly string[];
}

export const NOTHING: Answer = { validate: [], responses: [], files: {}, printed: [] };
