/** What the parts of `inspect` share. */

export const CUSTOM_INSPECT = Symbol.for('nodejs.util.inspect.custom');

export interface InspectOptions {
  readonly depth?: number | null;
  readonly showHidden?: boolean;
  readonly customInspect?: boolean;
  readonly getters?: boolean;
  readonly sorted?: boolean | ((a: string, b: string) => number);
  readonly maxArrayLength?: number | null;
  readonly maxStringLength?: number | null;
  readonly breakLength?: number;
  readonly compact?: number | boolean;
}

/** One call of `inspect` under way. */
export interface Inspection {
  readonly options: InspectOptions;
  /** Formats a nested value; levels count from 0 at the top. */
  format(value: unknown, level: number): string;
  readonly depth: number;
  readonly maxArrayLength: number;
  readonly maxStringLength: number;
  readonly breakLength: number;
  /** How many inner levels may share a line. */
  readonly compact: number;
  readonly seen: object[];
  readonly circular: Map<object, number>;
  indentation: number;
  /** The level formatted last, 0 at the top. */
  currentLevel: number;
}

/** How an object is shown, before its entries are laid out. */
export interface Shape {
  /** What stands before the braces, or instead of them when there are no entries. */
  readonly base?: string;
  readonly prefix?: string;
  readonly open?: '{' | '[';
  /** Entries before the properties. */
  readonly entries?: (level: number) => string[];
  /** Entries behind the properties. */
  readonly lastEntries?: (level: number) => string[];
  /** Laid out in columns when there are many. */
  readonly isList?: boolean;
  readonly skipKey?: (key: PropertyKey) => boolean;
}
