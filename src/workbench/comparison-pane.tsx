import { useEffect, useRef } from 'preact/hooks';
import { useLoaded } from './use-loaded.ts';
import { useSelected, useWorkbench } from './use-workbench.ts';

const loadComparison = () => import('./editor/comparison.ts');

/** The solution beside the learner's code, which stays as it is. */
export function ComparisonPane() {
  const { bench, language, say } = useWorkbench();
  const parent = useRef<HTMLDivElement>(null);
  const view = useLoaded(loadComparison);
  const path = useSelected((state) => state.openFile);
  const yours = useSelected((state) => state.files[state.openFile] ?? '');
  const solution = useSelected((state) =>
    typeof state.comparison === 'object' ? (state.comparison[state.openFile] ?? '') : undefined,
  );
  const show = view.state === 'loaded' ? view.value.showComparison : undefined;

  useEffect(() => {
    if (!show || !parent.current || solution === undefined) return undefined;
    return show({ parent: parent.current, path, yours, solution, language });
  }, [show, path, yours, solution, language]);

  const same = solution === yours;
  return (
    <div class="wb-comparison">
      <div class="wb-comparison-bar">
        <p>
          {say('solution.legend')}
          <span class="mono">
            <span class="yours">{say('solution.yours')}</span>{' '}
            <span class="theirs">{say('solution.theirs')}</span>
          </span>
        </p>
        {solution !== undefined && same && <span class="wb-same">{say('solution.same')}</span>}
        {solution !== undefined && !same && (
          <button class="btn sm" type="button" onClick={bench.useSolution}>
            {say('solution.use')}
          </button>
        )}
        <button class="btn sm" type="button" onClick={bench.closeComparison}>
          {say('solution.back')}
        </button>
      </div>
      {view.state === 'failed' && <p class="wb-note">{say('solution.failed', { reason: view.reason })}</p>}
      {view.state !== 'failed' && (solution === undefined || !show) && <CodeSkeleton />}
      <div class="wb-editor" ref={parent} />
    </div>
  );
}

function CodeSkeleton() {
  const { say } = useWorkbench();
  return (
    <div class="wb-lines">
      <p class="sr" role="status">
        {say('solution.loading')}
      </p>
      {Array.from({ length: 8 }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  );
}
