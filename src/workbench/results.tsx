import type { FunctionComponent } from 'preact';
import { useRef } from 'preact/hooks';
import { EmptyState } from './empty-state.tsx';
import { ChecksPanel } from './panels/checks-panel.tsx';
import { OutputPanel } from './panels/output-panel.tsx';
import { TracePanel } from './panels/trace-panel.tsx';
import { summarize } from './state/verdict-summary.ts';
import type { WorkbenchPanel } from './state/workbench-state.ts';
import { TabList } from './tab-list.tsx';
import { useLoaded } from './use-loaded.ts';
import { useSelected, useWorkbench } from './use-workbench.ts';
import { VerdictStrip } from './verdict-strip.tsx';

const loadCollectorPanel = async () => (await import('./panels/collector-panel.tsx')).CollectorPanel;

const loadTerminalPanel = async () => (await import('./terminal/terminal-panel.tsx')).TerminalPanel;

/** Fetched when it is first opened: most runs are looked at in the trace. */
function onDemand(load: () => Promise<FunctionComponent>): FunctionComponent {
  return () => {
    const { say } = useWorkbench();
    const panel = useLoaded(load);
    if (panel.state === 'loading') return null;
    if (panel.state === 'failed')
      return <EmptyState>{say('panel.failed-to-load', { reason: panel.reason })}</EmptyState>;
    return <panel.value />;
  };
}

const fetched: readonly WorkbenchPanel[] = ['collector', 'terminal'];
const panels: Readonly<Record<WorkbenchPanel, FunctionComponent>> = {
  output: OutputPanel,
  trace: TracePanel,
  collector: onDemand(loadCollectorPanel),
  checks: ChecksPanel,
  terminal: onDemand(loadTerminalPanel),
};

/** The hero shows the checks below its panels at all times, and so has no tab for them. */
const always: Readonly<Record<'lesson' | 'hero', readonly WorkbenchPanel[]>> = {
  lesson: ['output', 'trace', 'collector', 'checks'],
  hero: ['trace', 'output', 'collector'],
};

/** Verdict and panels. */
export function Results() {
  const { bench, id, layout, say } = useWorkbench();
  const wanted = useSelected((state) => state.panel);
  const hasShell = useSelected(({ runtime }) => runtime.container.state === 'ready');
  // Only a container has a terminal; one that is open stays, also without it.
  const terminal = layout === 'lesson' && (hasShell || wanted === 'terminal');
  const shown = terminal ? [...always[layout], 'terminal' as const] : always[layout];
  const open = shown.includes(wanted) ? wanted : 'trace';
  const opened = useRef(new Set<WorkbenchPanel>());
  opened.current.add(open);
  const tabs = shown.map((panel) => ({
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
      {shown.map((panel) => {
        const Content = panels[panel];
        return (
          <div
            key={panel}
            class={`wb-panel wb-panel-${panel}`}
            role="tabpanel"
            id={`${id}-panel-${panel}`}
            aria-labelledby={`${id}-tab-${panel}`}
            hidden={panel !== open}
            // It scrolls, and must do so by keyboard; the rows of a trace and the terminal take the focus themselves.
            tabIndex={panel === 'trace' || panel === 'terminal' ? undefined : 0}
          >
            {(!fetched.includes(panel) || opened.current.has(panel)) && <Content />}
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

function Count({ panel }: { readonly panel: WorkbenchPanel }) {
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
