import { useMemo } from 'preact/hooks';
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { Language } from '../grading/text.ts';
import { CopyButton } from './copy-button.tsx';
import { otlpJsonOf } from './otlp-json.ts';
import { formatCount, type TraceViewStrings } from './strings.ts';

/** What the document may hold of it; copying always takes all. */
const SHOWN_LENGTH = 100_000;

interface SpanJsonProps {
  readonly stored: StoredSpan;
  readonly language: Language;
  readonly strings: TraceViewStrings;
}

/** The span as an OTLP/JSON export of its own. */
export function SpanJson({ stored, language, strings }: SpanJsonProps) {
  const json = useMemo(() => readable(stored), [stored]);
  return (
    <div class="tv-json">
      <CopyButton what="JSON" text={() => json} strings={strings} />
      <pre class="tv-pre">{json.slice(0, SHOWN_LENGTH)}</pre>
      {json.length > SHOWN_LENGTH && (
        <p class="tv-quiet">{strings.shortened(formatCount(SHOWN_LENGTH, language))}</p>
      )}
    </div>
  );
}

/** Says why, in place of the JSON, for a span that no exporter could have sent. */
function readable(stored: StoredSpan): string {
  try {
    return otlpJsonOf(stored);
  } catch (error) {
    return String(error);
  }
}
