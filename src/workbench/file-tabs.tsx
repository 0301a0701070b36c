import { Elsewhere } from './elsewhere/elsewhere.tsx';
import { Icon } from './icon.tsx';
import { TabList } from './tab-list.tsx';
import { useSelected, useWorkbench } from './use-workbench.ts';

export function fileTabId(id: string, path: string): string {
  return `${id}-file-${path.replace(/[^\w-]/g, '-')}`;
}

/** The lab's files, and what can be done with all of them. */
export function FileTabs() {
  const { bench, id, say, shows } = useWorkbench();
  const { files: shown } = useSelected((state) => state.definition);
  const open = useSelected((state) => state.openFile);
  const files = useSelected((state) => state.files);
  const starter = useSelected((state) => state.starter);
  const comparing = useSelected((state) => state.comparison !== undefined);
  const tabs = shown.map(({ path, editable }) => ({
    key: path,
    id: fileTabId(id, path),
    controls: `${id}-code`,
    content: (
      <>
        {path}
        {!editable && (
          <span class="wb-lock">
            <Icon name="lock" small />
            <span class="sr">{say('file.read-only')}</span>
          </span>
        )}
        {editable && files[path] !== starter[path] && (
          <>
            <i class="dot" />
            <span class="sr">{say('file.edited')}</span>
          </>
        )}
      </>
    ),
  }));
  return (
    <div class="tablist wb-files">
      <TabList label={say('files.label')} tabs={tabs} selected={open} onSelect={bench.openFile} />
      {shows === 'starter' && (
        <button
          class="tool"
          type="button"
          aria-label={say('solution.action')}
          title={say('solution.action')}
          aria-pressed={comparing}
          onClick={() => (comparing ? bench.closeComparison() : bench.compareWithSolution())}
        >
          <Icon name="lightbulb" />
        </button>
      )}
      <button
        class="tool"
        type="button"
        aria-label={say('reset.action')}
        title={say('reset.title')}
        onClick={bench.reset}
      >
        <Icon name="rotate-ccw" />
      </button>
      <Elsewhere />
    </div>
  );
}
