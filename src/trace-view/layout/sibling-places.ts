import type { TraceModel } from './trace-model.ts';

/** Place of each row among its siblings, for `aria-posinset` and `aria-setsize`: most rows are not in the document. */
export interface SiblingPlaces {
  /** From 1. */
  readonly place: Int32Array;
  readonly count: Int32Array;
}

export function siblingPlaces(model: TraceModel): SiblingPlaces {
  // Slot 0 counts the roots, slot n + 1 the children of row n.
  const seen = new Int32Array(model.size + 1);
  const place = model.parent.map((parent) => {
    const next = (seen[parent + 1] ?? 0) + 1;
    seen[parent + 1] = next;
    return next;
  });
  return { place, count: model.parent.map((parent) => seen[parent + 1] ?? 0) };
}
