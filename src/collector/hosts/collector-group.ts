import type { HostedCollector, HostedCollectorGroup } from '../hosted-collector.ts';
import { InProcessCollector, type InProcessOptions } from './in-process-collector.ts';
import { VirtualNetwork } from './virtual-network.ts';

/** Collectors in this process that share a network of their own. */
export class CollectorGroup implements HostedCollectorGroup {
  readonly #options: Omit<InProcessOptions, 'network' | 'machine'>;
  readonly #machine = new VirtualNetwork();
  readonly #collectors = new Map<string, InProcessCollector>();

  constructor(options: Omit<InProcessOptions, 'network' | 'machine'> = {}) {
    this.#options = options;
  }

  collector(name: string): HostedCollector {
    const known = this.#collectors.get(name);
    if (known !== undefined) return known;
    const collector = new InProcessCollector({ ...this.#options, machine: this.#machine });
    this.#collectors.set(name, collector);
    return collector;
  }

  dispose(): void {
    for (const collector of this.#collectors.values()) collector.dispose();
  }
}
