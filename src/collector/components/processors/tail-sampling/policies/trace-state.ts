import { type ConfigOf, field, list, string, struct } from '../../../../config/schema.ts';
import { traceStateMember } from '../../../../ottl/contexts/trace-state.ts';
import { ALWAYS } from '../../probabilistic-sampler/threshold.ts';
import { type PolicyEvaluator, sampledIf } from './policy-evaluator.ts';
import { someSpan } from './search-trace.ts';

export const traceStateSchema = struct('tailsamplingprocessor.TraceStateCfg', {
  key: field(string(), 'The member of the tracestate.'),
  values: field(list(string()), 'A trace is kept where the member of a span has one of these values.'),
});

/** What a member may have at most, with its "=": values beyond that can't match. */
const MAX_MEMBER_BYTES = 256;

/** Keeps traces by a member of the tracestate of their spans. */
export function traceState({ key, values = [] }: ConfigOf<typeof traceStateSchema>): PolicyEvaluator {
  const wanted = new Set(
    values.filter((value) => value !== '' && bytesOf(key) + bytesOf(value) < MAX_MEMBER_BYTES),
  );
  return {
    stateful: false,
    threshold: ALWAYS,
    evaluate: (trace) =>
      sampledIf(
        someSpan(trace, (span) => span.traceState !== '' && wanted.has(memberOf(span.traceState, key))),
      ),
  };
}

function memberOf(text: string, key: string): string {
  return traceStateMember(text, key) ?? '';
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
