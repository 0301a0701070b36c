import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import type { TraceViewStrings } from './strings.ts';

const FEEDBACK_MS = 1500;

interface CopyButtonProps {
  /** What is copied, for the button's name. */
  readonly what: string;
  /** Made only when the button is pressed: it may be megabytes. */
  readonly text: () => string;
  readonly strings: TraceViewStrings;
}

export function CopyButton({ what, text, strings }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'failed'>('idle');

  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), FEEDBACK_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  };
  const feedback = outcome === 'copied' ? strings.copied : outcome === 'failed' ? strings.copyFailed : '';
  return (
    <>
      <button
        type="button"
        class="tv-tool tv-copy"
        aria-label={strings.copy(what)}
        title={feedback || strings.copy(what)}
        onClick={copy}
      >
        <Icon name={outcome === 'copied' ? 'check' : outcome === 'failed' ? 'x' : 'copy'} />
      </button>
      <span class="tv-sr" role="status">
        {feedback}
      </span>
    </>
  );
}
