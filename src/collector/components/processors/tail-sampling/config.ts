import {
  boolean,
  type ConfigOf,
  componentId,
  duration,
  type Finding,
  field,
  integer,
  list,
  string,
  struct,
} from '../../../config/schema.ts';
import { goQuote } from '../../../ottl/syntax/go-quote.ts';
import { policySchema } from './policy-config.ts';

const STRATEGIES = ['trace-complete', 'span-ingest'];
const MAX_SHARDS = 256;
const STORAGE_GATE = 'processor.tailsamplingprocessor.tailstorageextension';

const decisionCacheSchema = struct('tailsamplingprocessor.DecisionCacheConfig', {
  sampled_cache_size: field(
    integer('int', 0),
    'How many ids of kept traces are remembered, so that spans that come late are kept too. 0 remembers none beyond num_traces.',
  ),
  non_sampled_cache_size: field(
    integer('int', 0),
    'How many ids of traces that were not kept are remembered, so that spans that come late are dropped at once.',
  ),
});

export const tailSamplingSchema = struct(
  'tailsamplingprocessor.Config',
  {
    decision_wait: field(
      duration(30_000_000_000n),
      'How long spans of a trace are waited for, from its first span on: whole seconds, at least one.',
    ),
    decision_wait_after_root_received: field(
      duration(0n),
      'How long they are waited for when the root span has come, where that is earlier. 0 makes no difference for the root span.',
    ),
    num_traces: field(
      integer('uint64', 50_000),
      'How many traces are held; those decided count until they make room.',
    ),
    block_on_overflow: field(
      boolean(false),
      'Whether a new trace waits for room where num_traces are held. Otherwise the oldest one goes, undecided or not. Needs decision caches, without which there is never any room again.',
    ),
    expected_new_traces_per_sec: field(
      integer('uint64', 0),
      'How many new traces a second there will be: a hint for the memory to set aside.',
      { level: 'ignored', reason: 'memory is set aside as it is needed; decisions are the same without it' },
    ),
    policies: field(list(policySchema), 'What decides about traces. A trace no policy wants is not kept.'),
    decision_cache: field(decisionCacheSchema, 'Decisions that outlive their traces.'),
    tail_storage: field(
      componentId,
      'An extension that holds the spans of pending traces: behind a feature gate.',
    ),
    sample_on_first_match: field(
      boolean(false),
      'Whether the first policy that keeps a trace ends the matter, without asking the others.',
    ),
    sampling_strategy: field(
      string('trace-complete', 'tailsamplingprocessor.samplingStrategy'),
      'When policies are asked: `trace-complete` when the wait is over, about all spans; `span-ingest` as spans come, about these alone, until one policy keeps or drops the trace.',
    ),
    drop_pending_traces_on_shutdown: field(
      boolean(false),
      'Whether undecided traces are dropped at shutdown. Otherwise they are decided then.',
    ),
    maximum_trace_size_bytes: field(
      integer('uint64', 0),
      'A trace that grows larger than this many bytes (as protobuf) is dropped at once. 0 means no limit.',
    ),
    num_shards: field(
      integer('uint32', 1),
      'Traces are spread over this many independent parts by their ids; each has an equal part of the limits. In the collector they work in parallel. At most 256.',
    ),
  },
  {
    validate(config) {
      const finding = firstFinding(config);
      return finding === undefined ? [] : [finding];
    },
  },
);

export type TailSamplingConfig = ConfigOf<typeof tailSamplingSchema>;

function firstFinding(config: {
  readonly sampling_strategy: string;
  readonly num_shards: number;
  readonly tail_storage: string;
}): Finding | undefined {
  const { sampling_strategy: strategy, num_shards: shards } = config;
  const stored = config.tail_storage !== '';
  if (!STRATEGIES.includes(strategy)) {
    const message = `invalid sampling_strategy ${goQuote(strategy)}, expected one of "trace-complete" or "span-ingest"`;
    return { message, at: ['sampling_strategy'] };
  }
  if (shards > MAX_SHARDS) {
    return { message: `num_shards (${shards}) must not exceed ${MAX_SHARDS}`, at: ['num_shards'] };
  }
  if (shards > 1 && stored) {
    return {
      message: 'num_shards greater than 1 is not supported with tail_storage',
      at: ['num_shards'],
    };
  }
  // The gate can't be switched on here, as there are no such extensions.
  if (stored) {
    const message = `'tail_storage' requires the "${STORAGE_GATE}" feature gate to be enabled, use --feature-gates=+${STORAGE_GATE}`;
    return { message, at: ['tail_storage'] };
  }
  return undefined;
}
