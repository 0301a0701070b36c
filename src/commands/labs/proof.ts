/** What `npm run labs --json` prints. */
export interface Proof {
  readonly ok: boolean;
  readonly labs: readonly LabProof[];
}

/** A lab in one runtime. */
export interface LabProof {
  readonly id: string;
  readonly runtime: string;
  readonly ok: boolean;
  readonly starter: { readonly ok: boolean; readonly failed: readonly string[] };
  readonly solution: { readonly ok: boolean };
  readonly wrong: readonly {
    readonly slug: string;
    readonly ok: boolean;
    readonly refusedBy: readonly string[];
  }[];
  readonly ms: number;
}
