import { announcement } from './state/phase-words.ts';
import { useSelected, useWorkbench } from './use-workbench.ts';

/** Tells a screen reader that a run began, how it ended, and the verdict. */
export function Announcer() {
  const { language } = useWorkbench();
  const phase = useSelected((state) => state.phase);
  const run = useSelected((state) => state.run);
  return (
    <p class="sr" role="status" aria-live="polite">
      {announcement(language, { phase, run })}
    </p>
  );
}
