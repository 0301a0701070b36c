import { useEffect } from 'preact/hooks';
import type { Language } from '../../grading/text.ts';
import { loadTraceViewStrings } from '../../trace-view/strings.ts';
import { EmptyState } from '../empty-state.tsx';
import { RichText } from '../rich-text.tsx';
import { noSpansWords } from '../state/phase-words.ts';
import { isActive } from '../state/workbench-state.ts';
import { useLoaded } from '../use-loaded.ts';
import { useSelected, useWorkbench } from '../use-workbench.ts';

const loaders = { en: () => loadTraceView('en'), 'zh-cn': () => loadTraceView('zh-cn') };

async function loadTraceView(language: Language) {
  const [{ TraceView }, strings] = await Promise.all([
    import('../../trace-view/trace-view.tsx'),
    loadTraceViewStrings(language),
  ]);
  return { TraceView, strings };
}

/** The trace as it arrives. */
export function TracePanel() {
  const { bench, language, say } = useWorkbench();
  const view = useLoaded(loaders[language]);
  const spans = useSelected((state) => state.run.spans);
  const selected = useSelected((state) => state.selectedSpan);
  if (spans.length === 0) return <NoTrace />;
  if (view.state === 'failed') return <EmptyState>{say('trace.failed', { reason: view.reason })}</EmptyState>;
  if (view.state === 'loading') return <WaterfallSkeleton />;
  const { TraceView, strings } = view.value;
  return (
    <>
      <PaintMark />
      <TraceView
        spans={spans}
        selectedSpanId={selected}
        onSelect={bench.selectSpan}
        language={language}
        strings={strings}
      />
    </>
  );
}

/** Tells who measures that the first span is on screen: effects run after the paint. */
function PaintMark() {
  useEffect(() => {
    performance.mark('lab:first-span');
  }, []);
  return null;
}

function NoTrace() {
  const { beforeRun, language, noSpansHref, say } = useWorkbench();
  const phase = useSelected((state) => state.phase);
  const run = useSelected((state) => state.run);
  if (phase.kind === 'idle' && beforeRun) return <>{beforeRun}</>;
  if (phase.kind === 'idle')
    return <EmptyState title={say('trace.empty')}>{say('trace.empty.next')}</EmptyState>;
  if (isActive(phase)) return <WaterfallSkeleton />;
  const { text, searchHelps } = noSpansWords(language, { phase, run });
  return (
    <EmptyState title={say('trace.none')}>
      <RichText text={text} />{' '}
      {searchHelps && noSpansHref && (
        <a class="link" href={noSpansHref}>
          {say('trace.none.link')}
        </a>
      )}
    </EmptyState>
  );
}

function WaterfallSkeleton() {
  const { say } = useWorkbench();
  return (
    <div class="wb-wf-skeleton">
      <p class="sr">{say('trace.waiting')}</p>
      {Array.from({ length: 6 }, (_, row) => (
        <i key={row} />
      ))}
    </div>
  );
}
