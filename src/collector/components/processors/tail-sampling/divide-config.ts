import type { TailSamplingConfig } from './config.ts';
import type {
  AndSubPolicyConfig,
  CompositeConfig,
  PolicyConfig,
  SharedPolicyConfig,
} from './policy-config.ts';

/** The configuration of one of several shards, which share limits out among them. */
export function divideConfig(config: TailSamplingConfig, shards: number): TailSamplingConfig {
  if (shards <= 1) return config;
  const { decision_cache: cache, policies } = config;
  return {
    ...config,
    num_traces: Math.max(1, Math.trunc(config.num_traces / shards)),
    decision_cache: {
      sampled_cache_size: share(cache.sampled_cache_size, shards),
      non_sampled_cache_size: share(cache.non_sampled_cache_size, shards),
    },
    policies: policies?.map((policy) => dividePolicy(policy, shards)),
  };
}

function dividePolicy(policy: PolicyConfig, shards: number): PolicyConfig {
  return {
    ...divideShared(policy, shards),
    composite: divideComposite(policy.composite, shards),
    and: { and_sub_policy: divideList(policy.and.and_sub_policy, shards) },
    not: { not_sub_policy: divideShared(policy.not.not_sub_policy, shards) },
    drop: { drop_sub_policy: divideList(policy.drop.drop_sub_policy, shards) },
  };
}

function divideComposite(composite: CompositeConfig, shards: number): CompositeConfig {
  return {
    ...composite,
    max_total_spans_per_second: share(composite.max_total_spans_per_second, shards),
    composite_sub_policy: composite.composite_sub_policy?.map((policy) => ({
      ...divideShared(policy, shards),
      and: { and_sub_policy: divideList(policy.and.and_sub_policy, shards) },
    })),
  };
}

/** A `not` within them keeps its limits, in the collector too. */
function divideList(
  policies: AndSubPolicyConfig[] | undefined,
  shards: number,
): AndSubPolicyConfig[] | undefined {
  return policies?.map((policy) => divideShared(policy, shards));
}

/** What may be kept at once stays the same, as it is also what a single trace may have. */
function divideShared<P extends SharedPolicyConfig>(policy: P, shards: number): P {
  const { rate_limiting: spans, bytes_limiting: bytes } = policy;
  return {
    ...policy,
    rate_limiting: {
      spans_per_second: share(spans.spans_per_second, shards),
      burst_capacity: burst(spans.burst_capacity, spans.spans_per_second),
    },
    bytes_limiting: {
      bytes_per_second: share(bytes.bytes_per_second, shards),
      burst_capacity: burst(bytes.burst_capacity, bytes.bytes_per_second),
    },
  };
}

function burst(capacity: number, rate: number): number {
  return capacity <= 0 && rate > 0 ? 2 * rate : capacity;
}

/** At least 1; what is not above 0 is no limit, or no cache. */
function share(limit: number, shards: number): number {
  return limit <= 0 ? limit : Math.max(1, Math.trunc(limit / shards));
}
