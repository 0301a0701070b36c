import { components } from '../../../components/components.ts';
import { parseFeatureGates } from '../../../config/feature-gates.ts';
import { systemClock } from '../../../pipeline/clock.ts';
import { Collector } from '../../../pipeline/collector.ts';
import { HttpNetwork } from '../http-network.ts';
import { NodeFiles } from '../node-files.ts';
import type { RunArguments } from './arguments.ts';
import { configOf, processEnvironment } from './read-config.ts';
import { openStoreFile } from './store-file.ts';

/** Names of signals as the collector logs them. */
const SIGNALS = { SIGINT: 'interrupt', SIGTERM: 'terminated' } as const;

/**
 * `run`: a collector on real ports until SIGINT or SIGTERM; then everything it holds is flushed. A second signal ends
 * it at once. Resolves with the exit code.
 */
export async function run(from: RunArguments): Promise<number> {
  const featureGates = parseFeatureGates(from.featureGates);
  const file = from.out === undefined ? undefined : openStoreFile(from.out);
  try {
    // Before the start, so that a signal during it isn't lost.
    const signal = firstSignal();
    const outcome = await Collector.start(configOf(from), {
      featureGates,
      components,
      clock: systemClock,
      environment: processEnvironment(),
      network: new HttpNetwork(),
      print: (line, stream) => process[stream].write(`${line}\n`),
      backends: {
        traces: (data) => file?.write('traces', data),
        metrics: (data) => file?.write('metrics', data),
        logs: (data) => file?.write('logs', data),
        profiles: (data) => file?.write('profiles', data),
      },
      files: new NodeFiles(),
      random: Math.random,
    });
    if (!outcome.ok) {
      process.stderr.write(`Error: ${outcome.text}\n`);
      return 1;
    }
    const { collector } = outcome;
    try {
      for (const { receiver, plan } of from.faults) collector.setFaults(receiver, plan);
    } catch (error) {
      await collector.shutdown();
      throw new Error(`--fault: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    collector.log('Received signal from OS', { signal: SIGNALS[await signal] });
    await collector.shutdown();
    return 0;
  } finally {
    file?.close();
  }
}

function firstSignal(): Promise<keyof typeof SIGNALS> {
  return new Promise((resolve) => {
    for (const signal of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) {
      // Once: the second signal has its usual effect.
      process.once(signal, () => resolve(signal));
    }
  });
}
