import { useLoaded } from '../use-loaded.ts';
import { useSelected, useWorkbench } from '../use-workbench.ts';
import { placeOf } from './runtime-choice.ts';

const loadDetails = () => import('./container-details.tsx');

/** Under the run bar while the learner or the lab insists on a container that isn't there. */
export function ContainerLine() {
  const missing = useSelected(({ runtime, phase }) => {
    const { kind } = placeOf(runtime);
    // As served, nobody has asked for anything yet.
    return kind !== 'run' && (runtime.container.state !== 'off' || phase.kind !== 'idle' || kind === 'none');
  });
  return missing ? <Details /> : null;
}

function Details() {
  const { language } = useWorkbench();
  const details = useLoaded(loadDetails);
  return details.state === 'loaded' ? <details.value.ContainerDetails language={language} /> : null;
}
