import { goQuote } from '../../../ottl/syntax/go-quote.ts';
import type { ComponentContext } from '../../../pipeline/component.ts';
import type { TailSamplingConfig } from './config.ts';
import { createPolicy } from './create-policy.ts';
import { PolicyError } from './policies/policy-error.ts';
import type { PolicyEvaluator } from './policies/policy-evaluator.ts';

export interface Policy {
  readonly name: string;
  readonly evaluator: PolicyEvaluator;
  /** What it decides comes before all others. */
  readonly isDrop: boolean;
}

/** Makes the policies of a configuration, those of type `drop` first. Throws PolicyError. */
export function createPolicies(
  { policies = [], sampling_strategy: strategy }: Pick<TailSamplingConfig, 'policies' | 'sampling_strategy'>,
  { clock, random, logger, featureGates: gates }: ComponentContext,
): Policy[] {
  const names = new Set<string>();
  const made = policies.map((config): Policy => {
    const { name, type } = config;
    if (name === '') throw new PolicyError('policy name cannot be empty');
    if (names.has(name)) throw new PolicyError(`duplicate policy name ${goQuote(name)}`);
    names.add(name);
    const evaluator = named(name, () => createPolicy(config, { clock, random, logger, gates }));
    if (strategy === 'span-ingest' && evaluator.stateful) {
      throw new PolicyError(
        `sampling_strategy ${goQuote(strategy)} requires all policies to be stateless, but policy ${goQuote(name)} is stateful`,
      );
    }
    return { name, evaluator, isDrop: type === 'drop' };
  });
  return [...made.filter(({ isDrop }) => isDrop), ...made.filter(({ isDrop }) => !isDrop)];
}

/** The name of a policy in metrics: behind that of the processor, where it has one ("tail_sampling/name"). */
export function metricName(processorId: string, policy: string): string {
  const slash = processorId.indexOf('/');
  return slash < 0 ? policy : `${processorId.slice(slash + 1)}.${policy}`;
}

function named<T>(name: string, create: () => T): T {
  try {
    return create();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new PolicyError(`failed to create policy evaluator for ${goQuote(name)}: ${error.message}`);
  }
}
