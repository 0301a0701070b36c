/** A comparison of ours with the real thing, which some toolchain of the machine builds or is. */
export interface Oracle {
  readonly name: string;
  readonly about: string;
  /** Resolves with what it found; `skipped` says what is missing on this machine. */
  run(options: OracleOptions): Promise<OracleResult>;
}

export interface OracleOptions {
  /** Keep what the real thing answered, for tests on machines without its toolchain. */
  readonly record: boolean;
  /** Only cases whose name contains this. */
  readonly filter: string | undefined;
  readonly progress: (line: string) => void;
}

export type OracleResult =
  | { readonly skipped: string }
  | {
      readonly compared: number;
      /** Cases that differ for a reason that is written down. */
      readonly known: readonly { readonly name: string; readonly reason: string }[];
      readonly differences: readonly { readonly name: string; readonly details: readonly string[] }[];
      /** Where the real thing isn't quite the one it stands for. */
      readonly caveats: readonly string[];
    };
