import { loadReadme } from '../lab-catalog.ts';
import { useWorkbench } from '../use-workbench.ts';
import { downloadProject, openInStackBlitz } from './take-elsewhere.ts';

/** Ways to take the files out of the page: as an archive, or to StackBlitz. */
export function ElsewhereMenu({ onTaken }: { onTaken(): void }) {
  const { bench, language, say } = useWorkbench();
  const take = async (how: 'zip' | 'stackblitz'): Promise<void> => {
    onTaken();
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
    <ul>
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
