/** The configuration of policies: what all of them share, and where they hold each other. */
import { type ConfigOf, field, integer, list, string, struct } from '../../../config/schema.ts';
import { booleanAttributeSchema } from './policies/boolean-attribute.ts';
import { bytesLimitingSchema } from './policies/bytes-limiting.ts';
import { latencySchema } from './policies/latency.ts';
import { numericAttributeSchema } from './policies/numeric-attribute.ts';
import { ottlConditionSchema } from './policies/ottl-condition.ts';
import { probabilisticSchema } from './policies/probabilistic.ts';
import { rateLimitingSchema } from './policies/rate-limiting.ts';
import { spanCountSchema } from './policies/span-count.ts';
import { statusCodeSchema } from './policies/status-code.ts';
import { stringAttributeSchema } from './policies/string-attribute.ts';
import { traceStateSchema } from './policies/trace-state.ts';

const sharedFields = {
  name: field(
    string(),
    'The policy’s name in metrics, logs and `tailsampling.policy`; unique among the policies.',
  ),
  type: field(
    string('', 'tailsamplingprocessor.PolicyType'),
    'What the policy looks at. The section of the same name configures it. A type that isn’t known here is one that extensions bring in the collector.',
  ),
  latency: field(latencySchema, 'For `type: latency`: how long the trace takes.'),
  numeric_attribute: field(
    numericAttributeSchema,
    'For `type: numeric_attribute`: a number in an attribute.',
  ),
  probabilistic: field(probabilisticSchema, 'For `type: probabilistic`: a part of all traces.'),
  status_code: field(statusCodeSchema, 'For `type: status_code`: the status of spans.'),
  string_attribute: field(stringAttributeSchema, 'For `type: string_attribute`: a text in an attribute.'),
  rate_limiting: field(rateLimitingSchema, 'For `type: rate_limiting`: spans a second.'),
  bytes_limiting: field(bytesLimitingSchema, 'For `type: bytes_limiting`: bytes a second.'),
  span_count: field(spanCountSchema, 'For `type: span_count`: how many spans there are.'),
  trace_state: field(traceStateSchema, 'For `type: trace_state`: a member of the tracestate.'),
  boolean_attribute: field(
    booleanAttributeSchema,
    'For `type: boolean_attribute`: true or false in an attribute.',
  ),
  ottl_condition: field(ottlConditionSchema, 'For `type: ottl_condition`: conditions in OTTL.'),
} as const;

/** What a policy of any kind is read from: its name, its type and the section of that type. */
export type SharedPolicyConfig = ConfigOf<typeof notSubPolicySchema>;

const options = { takesOtherMaps: true } as const;

const notSubPolicySchema = struct('tailsamplingprocessor.NotSubPolicyCfg', sharedFields, options);

const notSchema = struct('tailsamplingprocessor.NotCfg', {
  not_sub_policy: field(notSubPolicySchema, 'The policy whose answer is turned round.'),
});

const notField = field(notSchema, 'For `type: not`: the opposite of a policy.');

const andSubPolicySchema = struct(
  'tailsamplingprocessor.AndSubPolicyCfg',
  { not: notField, ...sharedFields },
  options,
);

const andSchema = struct('tailsamplingprocessor.AndCfg', {
  and_sub_policy: field(list(andSubPolicySchema), 'The policies that must all keep the trace.'),
});

const dropSchema = struct('tailsamplingprocessor.DropCfg', {
  drop_sub_policy: field(
    list(andSubPolicySchema),
    'The policies that must all hold for the trace to be dropped.',
  ),
});

const andField = field(andSchema, 'For `type: and`: several policies of which all must hold.');

const compositeSubPolicySchema = struct(
  'tailsamplingprocessor.CompositeSubPolicyCfg',
  { and: andField, ...sharedFields },
  options,
);

const rateAllocationSchema = struct('tailsamplingprocessor.RateAllocationCfg', {
  policy: field(string(), 'The name of a policy of composite_sub_policy.'),
  percent: field(
    integer('int64', 0),
    'How much of max_total_spans_per_second it may keep. Policies without a share get an equal part of the whole.',
  ),
});

const compositeSchema = struct('tailsamplingprocessor.CompositeCfg', {
  max_total_spans_per_second: field(
    integer('int64', 0),
    'The spans a second that shares are parts of; no policy may keep more.',
  ),
  policy_order: field(
    list(string()),
    'Has no effect in the collector either: policies are asked in the order of composite_sub_policy.',
  ),
  composite_sub_policy: field(
    list(compositeSubPolicySchema),
    'The policies; the first that would keep a trace decides.',
  ),
  rate_allocation: field(list(rateAllocationSchema), 'Shares of max_total_spans_per_second.'),
});

export const policySchema = struct(
  'tailsamplingprocessor.PolicyCfg',
  {
    composite: field(
      compositeSchema,
      'For `type: composite`: several policies, each with a share of the spans.',
    ),
    and: andField,
    not: notField,
    drop: field(
      dropSchema,
      'For `type: drop`: drops what several policies hold for, whatever other policies say.',
    ),
    ...sharedFields,
  },
  options,
);

export type PolicyConfig = ConfigOf<typeof policySchema>;
export type CompositeConfig = ConfigOf<typeof compositeSchema>;
export type CompositeSubPolicyConfig = ConfigOf<typeof compositeSubPolicySchema>;
export type AndSubPolicyConfig = ConfigOf<typeof andSubPolicySchema>;
export type NotConfig = ConfigOf<typeof notSchema>;
