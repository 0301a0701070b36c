import { useEffect, useState } from 'preact/hooks';
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { Language } from '../grading/text.ts';
import { CopyButton } from './copy-button.tsx';
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
  const json = useJson(stored);
  return (
    <div class="tv-json" aria-busy={json === ''}>
      <CopyButton what="JSON" text={() => json} strings={strings} />
      <pre class="tv-pre">{json.slice(0, SHOWN_LENGTH)}</pre>
      {json.length > SHOWN_LENGTH && (
        <p class="tv-quiet">{strings.shortened(formatCount(SHOWN_LENGTH, language))}</p>
      )}
    </div>
  );
}

/** Empty until the encoder is there: only who looks at JSON loads it. A span that can't be encoded says why instead. */
function useJson(stored: StoredSpan): string {
  const [json, setJson] = useState('');
  useEffect(() => {
    let gone = false;
    import('./otlp-json.ts')
      .then(({ otlpJsonOf }) => otlpJsonOf(stored))
      .catch(String)
      .then((text) => gone || setJson(text));
    return () => {
      gone = true;
    };
  }, [stored]);
  return json;
}
