import type { FunctionComponent } from 'preact';
import { useRef } from 'preact/hooks';
import type { Panel } from '../grading/lab.ts';
import { EmptyState } from './empty-state.tsx';
import { ChecksPanel } from './panels/checks-panel.tsx';
import { OutputPanel } from './panels/output-panel.tsx';
import { TracePanel } from './panels/trace-panel.tsx';
import { summarize } from './state/verdict-summary.ts';
import { TabList } from './tab-list.tsx';
import { useLoaded } from './use-loaded.ts';
import { useSelected, useWorkbench } from './use-workbench.ts';
import { VerdictStrip } from './verdict-strip.tsx';

const loadCollectorPanel = () => import('./panels/collector-panel.tsx');

/** Fetched when it is first opened: most runs are looked at in the trace. */
function CollectorPanel() {
  const { say } = useWorkbench();
  const panel = useLoaded(loadCollectorPanel);
  if (panel.state === 'loading') return null;
  if (panel.state === 'failed')
    return <EmptyState>{say('collector.failed-to-load', { reason: panel.reason })}</EmptyState>;
  return <panel.value.CollectorPanel />;
}

const panels: Readonly<Record<Panel, FunctionComponent>> = {
  output: OutputPanel,
  trace: TracePanel,
  collector: CollectorPanel,
  checks: ChecksPanel,
};

/** The hero shows the checks below its panels at all times, and so has no tab for them. */
const shown: Readonly<Record<'lesson' | 'hero', readonly Panel[]>> = {
  lesson: ['output', 'trace', 'collector', 'checks'],
  hero: ['trace', 'output', 'collector'],
};

/** Verdict and panels. */
export function Results() {
  const { bench, id, layout, say } = useWorkbench();
  const wanted = useSelected((state) => state.panel);
  const open = shown[layout].includes(wanted) ? wanted : 'trace';
  const collectorOpened = useRef(false);
  collectorOpened.current ||= open === 'collector';
  const tabs = shown[layout].map((panel) => ({
    key: panel,
    id: `${id}-tab-${panel}`,
    controls: `${id}-panel-${panel}`,
    content: (
      <>
        {say(`panel.${panel}`)}
        <Count panel={panel} />
      </>
    ),
  }));
  return (
    <div class="wb-results" id={layout === 'lesson' ? 'results' : undefined}>
      <VerdictStrip />
      <div class="tablist">
        <TabList label={say('panels.label')} tabs={tabs} selected={open} onSelect={bench.openPanel} />
      </div>
      {shown[layout].map((panel) => {
        const Content = panels[panel];
        return (
          <div
            key={panel}
            class={`wb-panel wb-panel-${panel}`}
            role="tabpanel"
            id={`${id}-panel-${panel}`}
            aria-labelledby={`${id}-tab-${panel}`}
            hidden={panel !== open}
            // It scrolls, and must do so by keyboard; the rows of a trace take the focus themselves.
            tabIndex={panel === 'trace' ? undefined : 0}
          >
            {(panel !== 'collector' || collectorOpened.current) && <Content />}
          </div>
        );
      })}
      {layout === 'hero' && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard.
        <section class="wb-hero-checks" tabIndex={0} aria-label={say('panel.checks')}>
          <ChecksPanel />
        </section>
      )}
    </div>
  );
}

function Count({ panel }: { readonly panel: Panel }) {
  const spans = useSelected((state) => state.run.spans.length);
  const verdict = useSelected((state) => state.run.verdict);
  if (panel === 'trace' && spans > 0) return <span class="count">{spans}</span>;
  if (panel !== 'checks' || !verdict) return null;
  const { passed, total } = summarize(verdict);
  return (
    <span class={verdict.passed ? 'count' : 'count bad'}>
      {passed}/{total}
    </span>
  );
}
