import { alwaysSample } from './policies/always-sample.ts';
import { and } from './policies/and.ts';
import { booleanAttribute } from './policies/boolean-attribute.ts';
import { bytesLimiting } from './policies/bytes-limiting.ts';
import { composite } from './policies/composite.ts';
import { drop } from './policies/drop.ts';
import { latency } from './policies/latency.ts';
import { not } from './policies/not.ts';
import { numericAttribute } from './policies/numeric-attribute.ts';
import { ottlCondition } from './policies/ottl-condition.ts';
import { PolicyError } from './policies/policy-error.ts';
import type { PolicyEvaluator, PolicySettings } from './policies/policy-evaluator.ts';
import { probabilistic } from './policies/probabilistic.ts';
import { rateLimiting } from './policies/rate-limiting.ts';
import { spanCount } from './policies/span-count.ts';
import { statusCode } from './policies/status-code.ts';
import { stringAttribute } from './policies/string-attribute.ts';
import { traceFlags } from './policies/trace-flags.ts';
import { traceState } from './policies/trace-state.ts';
import type {
  AndSubPolicyConfig,
  CompositeConfig,
  CompositeSubPolicyConfig,
  NotConfig,
  PolicyConfig,
  SharedPolicyConfig,
} from './policy-config.ts';

/** Makes a policy of any type. Throws PolicyError. */
export function createPolicy(config: PolicyConfig, settings: PolicySettings): PolicyEvaluator {
  switch (config.type) {
    case 'composite':
      return createComposite(config.composite, settings);
    case 'and':
      return and(subPolicies(config.and.and_sub_policy, settings));
    case 'not':
      return createNot(config.not, settings);
    case 'drop':
      return drop(subPolicies(config.drop.drop_sub_policy, settings));
    default:
      return createShared(config, settings);
  }
}

/** The policies within an `and` or a `drop`. */
function subPolicies(
  configs: readonly AndSubPolicyConfig[] | undefined,
  settings: PolicySettings,
): PolicyEvaluator[] {
  return (configs ?? []).map((config) =>
    config.type === 'not' ? createNot(config.not, settings) : createShared(config, settings),
  );
}

function createNot(config: NotConfig, settings: PolicySettings): PolicyEvaluator {
  return not(createShared(config.not_sub_policy, settings), settings.logger);
}

function createComposite(config: CompositeConfig, settings: PolicySettings): PolicyEvaluator {
  const shares = new Map((config.rate_allocation ?? []).map(({ policy, percent }) => [policy, percent]));
  const parts = config.composite_sub_policy ?? [];
  const total = config.max_total_spans_per_second;
  return composite(
    parts.map((part) => {
      const percent = shares.get(part.name) ?? 0;
      return {
        name: part.name,
        policy: createPart(part, settings),
        spansPerSecond: Math.trunc(percent > 0 ? (percent / 100) * total : total / parts.length),
      };
    }),
    {
      maxSpansPerSecond: total,
      clock: settings.clock,
      records: settings.gates.has('processor.tailsamplingprocessor.recordpolicy'),
    },
  );
}

function createPart(config: CompositeSubPolicyConfig, settings: PolicySettings): PolicyEvaluator {
  return config.type === 'and'
    ? and(subPolicies(config.and.and_sub_policy, settings))
    : createShared(config, settings);
}

/** The policies that hold no others. */
function createShared(config: SharedPolicyConfig, outer: PolicySettings): PolicyEvaluator {
  const settings = { ...outer, logger: outer.logger.with({ policy: config.type }) };
  switch (config.type) {
    case 'always_sample':
      return alwaysSample(settings);
    case 'latency':
      return latency(config.latency, settings);
    case 'numeric_attribute':
      return numericAttribute(config.numeric_attribute, settings);
    case 'probabilistic':
      return probabilistic(config.probabilistic, settings);
    case 'string_attribute':
      return stringAttribute(config.string_attribute, settings);
    case 'status_code':
      return statusCode(config.status_code, settings);
    case 'rate_limiting':
      return rateLimiting(config.rate_limiting, settings);
    case 'bytes_limiting':
      return bytesLimiting(config.bytes_limiting, settings);
    case 'span_count':
      return spanCount(config.span_count, settings);
    case 'trace_state':
      return traceState(config.trace_state);
    case 'boolean_attribute':
      return booleanAttribute(config.boolean_attribute);
    case 'ottl_condition':
      return ottlCondition(config.ottl_condition, settings);
    case 'trace_flags':
      return traceFlags(settings);
    default:
      throw new PolicyError(`unknown sampling policy type ${config.type}`);
  }
}
