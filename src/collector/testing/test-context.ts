import type { TracesData } from '../../otlp/model.ts';
import { defaultGates } from '../config/feature-gates.ts';
import { MemoryFiles } from '../hosts/memory-files.ts';
import { VirtualNetwork } from '../hosts/virtual-network.ts';
import type { ComponentContext } from '../pipeline/component.ts';
import { consoleLogger } from '../pipeline/logger.ts';
import { ManualClock } from '../pipeline/manual-clock.ts';
import { MemoryAccount } from '../pipeline/memory-account.ts';
import { SelfTelemetry } from '../pipeline/self-telemetry.ts';

/** A context for a component under test, and what the component did with it. */
export function testContext(parts: Partial<ComponentContext> = {}): {
  readonly context: ComponentContext;
  /** Lines of the log and of `print`. */
  readonly lines: string[];
  readonly stored: TracesData[];
} {
  const lines: string[] = [];
  const stored: TracesData[] = [];
  const clock = parts.clock ?? new ManualClock();
  const print = (line: string): void => {
    lines.push(line);
  };
  const context: ComponentContext = {
    id: 'test',
    clock,
    logger: consoleLogger(print, clock, 'debug'),
    telemetry: new SelfTelemetry(),
    network: new VirtualNetwork(),
    print,
    backends: {
      traces: (data) => stored.push(data),
      metrics: () => undefined,
      logs: () => undefined,
      profiles: () => undefined,
    },
    files: new MemoryFiles(),
    memory: new MemoryAccount(),
    random: () => 0.5,
    featureGates: defaultGates,
    extension: () => undefined,
    ...parts,
  };
  return { context, lines, stored };
}
