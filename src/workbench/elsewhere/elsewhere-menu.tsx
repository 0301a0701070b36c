import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { loadReadme } from '../lab-catalog.ts';
import { useWorkbench } from '../use-workbench.ts';

/** Ways to take the files out of the page: as an archive, or to StackBlitz. */
export function ElsewhereMenu() {
  const { bench, id, language, say } = useWorkbench();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setOpen(false);
      toggle.current?.focus();
    };
    addEventListener('pointerdown', away, true);
    addEventListener('focusin', away, true);
    addEventListener('keydown', escape, true);
    return () => {
      removeEventListener('keydown', escape, true);
      removeEventListener('pointerdown', away, true);
      removeEventListener('focusin', away, true);
    };
  }, [open]);

  const take = async (how: 'zip' | 'stackblitz'): Promise<void> => {
    setOpen(false);
    toggle.current?.focus();
    const { definition, files } = bench.state.peek();
    try {
      const [readme, elsewhere] = await Promise.all([
        loadReadme(definition.id),
        import('./take-elsewhere.ts'),
      ]);
      const project = { ...files, 'README.md': readme };
      if (how === 'zip') elsewhere.downloadProject(definition.id, project);
      else {
        elsewhere.openInStackBlitz({
          title: definition.title[language],
          description: definition.teaches[language],
          entry: definition.entry,
          files: project,
        });
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      bench.notice({ of: 'not-taken', reason });
    }
  };

  return (
    <div class="wb-elsewhere" ref={root}>
      <button
        class="tool"
        type="button"
        ref={toggle}
        aria-label={say('elsewhere.action')}
        title={say('elsewhere.action')}
        aria-expanded={open}
        aria-controls={`${id}-elsewhere`}
        onClick={() => setOpen(!open)}
      >
        <Icon name="download" />
      </button>
      <ul id={`${id}-elsewhere`} hidden={!open}>
        <li>
          <button type="button" onClick={() => void take('zip')}>
            {say('elsewhere.zip')}
            <small>{say('elsewhere.zip.how')}</small>
          </button>
        </li>
        <li>
          <button type="button" onClick={() => void take('stackblitz')}>
            {say('elsewhere.stackblitz')}
            <small>{say('elsewhere.stackblitz.how')}</small>
          </button>
        </li>
      </ul>
    </div>
  );
}
