import { formatDuration } from './duration.ts';
import { serviceName } from './services.ts';
import { hasFlag, RowFlag, type TraceModel } from './trace-model.ts';

/** The words `rowText` needs, in the reader's language. */
export interface RowWords {
  readonly comma: string;
  readonly unnamed: string;
  readonly noService: string;
  readonly error: string;
  readonly notEnded: string;
  readonly missingSpan: string;
  readonly hasLinks: string;
}

/** The start of an id, enough to tell it from others on one picture. */
export function shortId(id: string): string {
  return id.length > 8 ? `${id.slice(0, 8)}…` : id;
}

/** What a row is called: the span's name, or the id of a missing one. */
export function rowName(model: TraceModel, row: number, words: RowWords): string {
  const stored = model.rows[row];
  if (!stored) return `${words.missingSpan} ${shortId(model.spanIds[row] ?? '')}`;
  return stored.span.name || words.unnamed;
}

/** A row as a screen reader says it: "name, service, duration, error". */
export function rowText(model: TraceModel, row: number, words: RowWords): string {
  const stored = model.rows[row];
  const parts = [rowName(model, row, words)];
  if (stored) {
    parts.push(serviceName(stored) || words.noService);
    const open = hasFlag(model, row, RowFlag.Open);
    parts.push(open ? words.notEnded : formatDuration(model.durationNs[row] ?? 0n));
    if (hasFlag(model, row, RowFlag.Error)) parts.push(words.error);
    if (hasFlag(model, row, RowFlag.Links)) parts.push(words.hasLinks);
  }
  return parts.join(words.comma);
}
