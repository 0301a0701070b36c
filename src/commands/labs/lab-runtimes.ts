/** The runtimes labs are proved in, by name. */
import type { LabRuntime, RuntimeKind } from '../../runtime/lab-runtime.ts';
import { NodeRuntime, type NodeRuntimeOptions } from '../../runtime/node/node-runtime.ts';
import { UsageError } from './usage-error.ts';

/** Available in this build, in the order of proof; the first is the reference for span trees. */
export const RUNTIMES = ['node', 'embedded', 'webcontainer'] as const satisfies readonly RuntimeKind[];
export type AvailableRuntime = (typeof RUNTIMES)[number];

/** Throws a `UsageError` for names that are unknown. */
export function runtimesNamed(name: string): readonly AvailableRuntime[] {
  if (name === 'all') return RUNTIMES;
  const found = RUNTIMES.find((runtime) => runtime === name);
  if (found !== undefined) return [found];
  const offered = [...RUNTIMES, 'all'].join(', ');
  throw new UsageError(`Unknown runtime ${JSON.stringify(name)}. Available: ${offered}`);
}

/** To be disposed of by the caller. */
export async function createRuntime(
  kind: AvailableRuntime,
  options: NodeRuntimeOptions = {},
): Promise<LabRuntime> {
  if (kind === 'node') return new NodeRuntime(options);
  // These load a browser driver and a bundler: only where they are needed.
  if (kind === 'webcontainer') {
    // With the peer in place of StackBlitz' service, which CI must not depend on.
    const container = await import('../../runtime/webcontainer/harness/start-harness.ts');
    return (await container.startHarness()).runtime;
  }
  const embedded = await import('../../runtime/embedded/harness/start-harness.ts');
  return await embedded.startHarness();
}
