/** The real parts of a session in the browser, each loaded when it is asked for. */
import { loadGradedLab } from '../lab-catalog.ts';
import { pageContainer } from '../runtimes/page-container.ts';
import type { SessionParts } from './lab-session.ts';

export function browserParts(labId: string): SessionParts {
  return {
    lab: () => loadGradedLab(labId),
    embedded: async () => {
      const { EmbeddedRuntime } = await import('../../runtime/embedded/embedded-runtime.ts');
      return new EmbeddedRuntime();
    },
    webcontainer: () => pageContainer().runtime(),
    collector: async () => {
      const { WorkerCollector } = await import('../../collector/hosts/worker/worker-collector.ts');
      return new WorkerCollector();
    },
    runAttempt: async () => (await import('../../grading/run-attempt.ts')).runAttempt,
  };
}
