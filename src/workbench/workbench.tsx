/**
 * The lab in the page. The server renders it with the first file's code and empty panels; in the browser it hydrates
 * when the reader first touches it, and then loads editor, trace view, compiler, runtime and collector.
 */
import './workbench.css';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { recordStarted, recordVerdict } from '../progress/lab-progress.ts';
import { Announcer } from './announcer.tsx';
import { CodePane } from './code-pane.tsx';
import { FileTabs } from './file-tabs.tsx';
import { loadSolution } from './lab-catalog.ts';
import { createLabWorkbench, type LabWorkbench } from './lab-workbench.ts';
import { Notices } from './notices.tsx';
import { Results } from './results.tsx';
import { RunBar } from './run-bar.tsx';
import { ContainerLine } from './runtimes/container-line.tsx';
import { pageContainer } from './runtimes/page-container.ts';
import { rememberChoice, rememberedChoice } from './runtimes/remembered-choice.ts';
import type { SiteRuntime } from './runtimes/runtime-choice.ts';
import type { RuntimeDeskOptions } from './runtimes/runtime-desk.ts';
import { createLabSession } from './session/lab-session.ts';
import { browserParts } from './session/session-parts.ts';
import { Splitter } from './splitter.tsx';
import { say } from './strings.ts';
import { WorkbenchContext, type WorkbenchTools } from './use-workbench.ts';
import type { WorkbenchProps } from './workbench-props.ts';

export type { WorkbenchProps } from './workbench-props.ts';

export function Workbench(props: WorkbenchProps) {
  const { labId, language, layout, shows = 'starter', noSpansHref, beforeRun } = props;
  const frame = useRef<HTMLElement>(null);
  const bench = useMemo(() => browserWorkbench(props), [labId]);
  useEffect(() => () => void bench.dispose(), [bench]);
  const tools = useMemo<WorkbenchTools>(
    () => ({ bench, language, layout, shows, id: `lab-${labId}`, noSpansHref, beforeRun }),
    [bench, language, layout, shows, labId, noSpansHref, beforeRun],
  );
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    event.stopPropagation();
    void bench.run();
  };
  return (
    <WorkbenchContext.Provider value={tools}>
      {/* Captured, so that neither the editor nor a focused button takes the shortcut for something else. */}
      <section
        ref={frame}
        class={`wb is-${layout}`}
        aria-label={say(language, 'lab.label', { lab: labId })}
        onKeyDownCapture={onKeyDown}
      >
        <div class="wb-edit">
          <FileTabs />
          <CodePane firstFileHtml={props.firstFileHtml} />
          {layout === 'lesson' && <Splitter frame={frame} />}
          <RunBar />
          <ContainerLine />
          <Notices />
        </div>
        <Results />
        <Announcer />
      </section>
    </WorkbenchContext.Provider>
  );
}

function browserWorkbench({
  labId,
  shows = 'starter',
  site = 'embedded-only',
  layout,
  definition,
  files,
  checks,
}: WorkbenchProps): LabWorkbench {
  const isExample = shows === 'solution';
  return createLabWorkbench({
    definition,
    files,
    checks,
    session: createLabSession(browserParts(labId)),
    site,
    runtimes: browserRuntimes(site, layout),
    async openDraft({ displaced, failed }) {
      const { openLabDraft } = await import('../progress/drafts.ts');
      return openLabDraft({
        labId: isExample ? `${labId}/example` : labId,
        failed,
        displaced: (version) => displaced(version.files),
      });
    },
    loadSolution: () => loadSolution(labId),
    progress: isExample
      ? { started() {}, graded() {} }
      : { started: () => recordStarted(labId), graded: (verdict) => recordVerdict(labId, verdict) },
    mark: (name, detail) => performance.mark(`lab:${name}`, { detail }),
  });
}

function browserRuntimes(site: SiteRuntime, layout: WorkbenchProps['layout']): RuntimeDeskOptions {
  return {
    container: site === 'embedded-only' ? undefined : pageContainer(),
    // Not for a look at the home page, and not for who has asked to save data: it is some megabytes.
    bootsInBackground: layout === 'lesson' && !savesData(),
    remembered: rememberedChoice,
    remember: rememberChoice,
    whenIdle: (action) =>
      'requestIdleCallback' in globalThis
        ? requestIdleCallback(action, { timeout: 5_000 })
        : setTimeout(action, 200),
  };
}

/** Told by Chromium only. */
function savesData(): boolean {
  const connection: unknown = Reflect.get(globalThis.navigator ?? {}, 'connection');
  return (connection as { readonly saveData?: boolean } | undefined)?.saveData === true;
}
