/** The runtimes labs are proved in, by name. */
import type { LabRuntime, RuntimeKind } from '../../runtime/lab-runtime.ts';
import { NodeRuntime, type NodeRuntimeOptions } from '../../runtime/node/node-runtime.ts';
import { UsageError } from './usage-error.ts';

/** Available in this build, in the order of proof; the first is the reference for span trees. */
export const RUNTIMES = ['node', 'embedded'] as const satisfies readonly RuntimeKind[];
export type AvailableRuntime = (typeof RUNTIMES)[number];

/** Throws a `UsageError` for names that are unknown or not available in this build. */
export function runtimesNamed(name: string): readonly AvailableRuntime[] {
  if (name === 'all') return RUNTIMES;
  const found = RUNTIMES.find((runtime) => runtime === name);
  if (found !== undefined) return [found];
  const offered = [...RUNTIMES, 'all'].join(', ');
  throw new UsageError(
    name === 'webcontainer'
      ? `The webcontainer runtime is not available in this build. Available: ${offered}`
      : `Unknown runtime ${JSON.stringify(name)}. Available: ${offered}`,
  );
}

/** To be disposed of by the caller. */
export async function createRuntime(
  kind: AvailableRuntime,
  options: NodeRuntimeOptions = {},
): Promise<LabRuntime> {
  if (kind === 'node') return new NodeRuntime(options);
  // Loads a browser driver and a bundler: only where it is needed.
  const { startHarness } = await import('../../runtime/embedded/harness/start-harness.ts');
  return await startHarness();
}
