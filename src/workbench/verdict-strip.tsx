import { RichText } from './rich-text.tsx';
import { verdictWords } from './state/phase-words.ts';
import { summarize } from './state/verdict-summary.ts';
import { useSelected, useWorkbench } from './use-workbench.ts';

/** The verdict in one line, above the panels. */
export function VerdictStrip() {
  const { bench, language, say } = useWorkbench();
  const verdict = useSelected((state) => state.run.verdict);
  if (!verdict) return null;
  const summary = summarize(verdict);
  const { firstFailing, closest } = summary;
  return (
    <div class="wb-verdict">
      <span class="wb-pips" aria-hidden="true">
        {verdict.results.map(({ id, outcome }) => (
          <i key={id} class={outcome.status === 'pass' ? '' : 'no'} />
        ))}
      </span>
      <strong>{verdictWords(language, summary)}</strong>
      {firstFailing && (
        <span class="then">
          <RichText text={firstFailing.title[language]} />
        </span>
      )}
      {closest && (
        <button class="link wb-link" type="button" onClick={() => bench.showSpan(closest.spanId)}>
          {say('verdict.closest')}
        </button>
      )}
    </div>
  );
}
