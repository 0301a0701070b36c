import { type MutableRef, useEffect } from 'preact/hooks';
import { loadReadme } from '../lab-catalog.ts';
import { useWorkbench } from '../use-workbench.ts';
import { downloadProject, openInStackBlitz } from './take-elsewhere.ts';

export interface ElsewhereMenuProps {
  readonly id: string;
  /** The button that opened it, and the two together: what happens outside of them closes the menu. */
  readonly toggle: MutableRef<HTMLButtonElement | null>;
  readonly frame: MutableRef<HTMLDivElement | null>;
  onClose(): void;
}

/** Ways to take the files out of the page: as an archive, or to StackBlitz. */
export function ElsewhereMenu({ id, toggle, frame, onClose }: ElsewhereMenuProps) {
  const { bench, language, say } = useWorkbench();
  useEffect(() => {
    const away = (event: Event) => {
      if (!frame.current?.contains(event.target as Node)) onClose();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onClose();
      toggle.current?.focus();
    };
    const listeners = [
      ['pointerdown', away],
      ['focusin', away],
      ['keydown', onKey as EventListener],
    ] as const;
    for (const [type, listener] of listeners) addEventListener(type, listener, true);
    return () => {
      for (const [type, listener] of listeners) removeEventListener(type, listener, true);
    };
  }, []);

  const take = async (how: 'zip' | 'stackblitz'): Promise<void> => {
    onClose();
    toggle.current?.focus();
    const { definition, files } = bench.state.peek();
    try {
      const project = { ...files, 'README.md': await loadReadme(definition.id) };
      if (how === 'zip') return downloadProject(definition.id, project);
      openInStackBlitz({
        title: definition.title[language],
        description: definition.teaches[language],
        entry: definition.entry,
        files: project,
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      bench.notice({ of: 'not-taken', reason });
    }
  };

  return (
    <ul id={id}>
      {(['zip', 'stackblitz'] as const).map((how) => (
        <li key={how}>
          <button type="button" onClick={() => void take(how)}>
            {say(`elsewhere.${how}`)}
            <small>{say(`elsewhere.${how}.how`)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
