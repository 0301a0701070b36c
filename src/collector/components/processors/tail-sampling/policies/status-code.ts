import { StatusCode } from '../../../../../otlp/model.ts';
import { type ConfigOf, field, list, string, struct } from '../../../../config/schema.ts';
import { goQuote } from '../../../../ottl/syntax/go-quote.ts';
import { ALWAYS } from '../../probabilistic-sampler/threshold.ts';
import { PolicyError } from './policy-error.ts';
import { type PolicyEvaluator, type PolicySettings, sampledIf } from './policy-evaluator.ts';
import { someSpan } from './search-trace.ts';

export const statusCodeSchema = struct('tailsamplingprocessor.StatusCodeCfg', {
  status_codes: field(list(string()), 'A trace is kept where a span has one of these: OK, ERROR, UNSET.'),
});

const CODES: ReadonlyMap<string, StatusCode> = new Map([
  ['OK', StatusCode.Ok],
  ['ERROR', StatusCode.Error],
  ['UNSET', StatusCode.Unset],
]);

/** Keeps traces by the status of their spans. Throws PolicyError. */
export function statusCode(
  { status_codes: names = [] }: ConfigOf<typeof statusCodeSchema>,
  { logger }: PolicySettings,
): PolicyEvaluator {
  if (names.length === 0) throw new PolicyError('expected at least one status code to filter on');
  const wanted = new Set(names.map(codeOf));
  return {
    stateful: false,
    threshold: ALWAYS,
    evaluate(trace) {
      logger.log('debug', 'Evaluating spans in status code filter');
      return sampledIf(someSpan(trace, ({ status }) => wanted.has(status.code)));
    },
  };
}

function codeOf(name: string): StatusCode {
  const code = CODES.get(name);
  if (code !== undefined) return code;
  throw new PolicyError(`unknown status code ${goQuote(name)}, supported: OK, ERROR, UNSET`);
}
