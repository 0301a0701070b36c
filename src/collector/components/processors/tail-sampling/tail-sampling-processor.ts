import type { ComponentContext, Processor } from '../../../pipeline/component.ts';
import type { Consumer } from '../../../pipeline/consumer.ts';
import type { TailSamplingConfig } from './config.ts';
import { createPolicies, metricName } from './create-policies.ts';
import { divideConfig } from './divide-config.ts';
import { HeldBytes } from './held-bytes.ts';
import { Outbox } from './outbox.ts';
import { PolicyRun } from './policy-run.ts';
import { SamplingShard } from './sampling-shard.ts';
import { SamplingTelemetry } from './sampling-telemetry.ts';
import { shardOfTrace } from './shard-of-trace.ts';
import { splitByTrace, type TraceBatch } from './split-by-trace.ts';
import { TraceOutlet } from './trace-outlet.ts';
import { TraceSampler } from './trace-sampler.ts';
import { TraceStore } from './trace-store.ts';

/**
 * Holds spans until their traces are complete, or had time to be, and hands on the traces its policies want. Answers
 * its caller before that, so that what goes wrong later is logged and the data is lost.
 */
export function createTailSamplingProcessor(
  config: TailSamplingConfig,
  context: ComponentContext,
  next: Consumer<'traces'>,
): Processor<'traces'> {
  const { featureGates: gates } = context;
  const recordsPolicy = gates.has('processor.tailsamplingprocessor.recordpolicy');
  const writesTraceState = gates.has('processor.tailsamplingprocessor.usetracestate');
  const held = new HeldBytes(context.memory);
  let shards: readonly SamplingShard[] = [];
  return {
    // Scopes are copied where something is recorded on them.
    mutatesData: writesTraceState,
    async start() {
      shards = createShards(config, context, held, next);
      for (const shard of shards) shard.start();
    },
    async consume({ resourceSpans }) {
      const batches = resourceSpans.flatMap((each) => splitByTrace(each, recordsPolicy));
      await Promise.all(
        dealOut(batches, shards.length).map((own, index) =>
          own.length === 0 ? undefined : shards[index]?.add(own),
        ),
      );
      return undefined;
    },
    async shutdown() {
      for (const shard of shards) await shard.shutdown(config.drop_pending_traces_on_shutdown);
      held.close();
    },
  };
}

const FIRST_MATCH_WARNING =
  'sample_on_first_match is enabled together with the tracestate feature gate; ' +
  'the reported sampling threshold is only correct if no policy after an earlier match ' +
  'could ever report a smaller (less strict) threshold for the same trace, since ' +
  'sample_on_first_match stops evaluating policies at the first match';

/** Throws PolicyError. */
function createShards(
  config: TailSamplingConfig,
  context: ComponentContext,
  held: HeldBytes,
  next: Consumer<'traces'>,
): SamplingShard[] {
  const { clock, featureGates, id, logger } = context;
  const count = Math.max(1, config.num_shards);
  const own = divideConfig(config, count);
  const known = { traces: 0 };
  const warns =
    config.sample_on_first_match && featureGates.has('processor.tailsamplingprocessor.usetracestate');
  return Array.from({ length: count }, () => {
    if (warns) logger.log('warn', FIRST_MATCH_WARNING);
    const policies = createPolicies(own, context);
    const telemetry = new SamplingTelemetry(
      context.telemetry,
      policies.map(({ name }) => metricName(id, name)),
      featureGates,
    );
    const outbox = new Outbox(next, logger);
    const run = new PolicyRun(policies, { firstMatch: own.sample_on_first_match, clock, logger, telemetry });
    const store = new TraceStore(clock, held, telemetry, known);
    const outlet = new TraceOutlet(outbox, telemetry, featureGates);
    const sampler = new TraceSampler(own, context, { run, store, outlet, telemetry });
    return new SamplingShard(sampler, outbox, context, () => {
      telemetry.flush();
      held.settle();
    });
  });
}

/** The batches of each shard. */
function dealOut(batches: TraceBatch[], shards: number): TraceBatch[][] {
  if (shards === 1) return [batches];
  const dealt: TraceBatch[][] = Array.from({ length: shards }, () => []);
  for (const batch of batches) dealt[shardOfTrace(batch.traceId, shards)]?.push(batch);
  return dealt;
}
