import { type ConfigOf, field, list, parsedString, string, struct } from '../../../../config/schema.ts';
import { conditionFunctions } from '../../../../ottl/condition-functions.ts';
import type { ContextName } from '../../../../ottl/contexts/context-definition.ts';
import { SpanContext, SpanEventContext } from '../../../../ottl/contexts/transform-context.ts';
import { ERROR_MODES, type ErrorMode, parseErrorMode } from '../../../../ottl/error-mode.ts';
import { OttlError } from '../../../../ottl/ottl-error.ts';
import { ParserCollection } from '../../../../ottl/parser-collection.ts';
import { ConditionSequence } from '../../../../ottl/sequences.ts';
import { ALWAYS } from '../../probabilistic-sampler/threshold.ts';
import { PolicyError } from './policy-error.ts';
import type { Decision, PolicyEvaluator, PolicySettings, TraceView } from './policy-evaluator.ts';

export const ottlConditionSchema = struct('tailsamplingprocessor.OTTLConditionCfg', {
  error_mode: field(
    parsedString<ErrorMode | ''>({
      goType: 'ottl.ErrorMode',
      default: '',
      parse: parseErrorMode,
      values: ERROR_MODES,
    }),
    'What becomes of a condition’s error: `propagate` leaves the policy out of the decision, `ignore` logs it and goes on, `silent` goes on, which is what happens where nothing is said.',
  ),
  span: field(list(string()), 'A trace is kept where one of these conditions holds for a span.'),
  spanevent: field(list(string()), 'Or one of these for an event of a span.'),
});

/** Keeps traces by OTTL conditions on their spans and events. Throws PolicyError. */
export function ottlCondition(
  config: ConfigOf<typeof ottlConditionSchema>,
  settings: PolicySettings,
): PolicyEvaluator {
  const mode = config.error_mode === '' ? 'silent' : config.error_mode;
  const onSpans = conditionsOf('span', config.span, mode, settings);
  const onEvents = conditionsOf('spanevent', config.spanevent, mode, settings);
  if (onSpans === undefined && onEvents === undefined) {
    throw new PolicyError('expected at least one OTTL condition to filter on');
  }
  const spanContext = new SpanContext();
  const eventContext = new SpanEventContext();
  return {
    stateful: false,
    threshold: ALWAYS,
    evaluate(trace) {
      settings.logger.log('debug', 'Evaluating with OTTL conditions filter', { traceID: trace.id });
      return decide(trace, onSpans, onEvents, spanContext, eventContext);
    },
  };
}

function decide(
  { batches }: TraceView,
  onSpans: ConditionSequence | undefined,
  onEvents: ConditionSequence | undefined,
  spanContext: SpanContext,
  eventContext: SpanEventContext,
): Decision {
  for (const batch of batches) {
    for (const scopeSpans of batch.scopeSpans) {
      for (const span of scopeSpans.spans) {
        if (onSpans?.test(spanContext.enterSpan(batch, scopeSpans, span))) return 'sampled';
        if (onEvents === undefined) continue;
        for (const event of span.events) {
          if (onEvents.test(eventContext.enterSpanEvent(batch, scopeSpans, span, event))) return 'sampled';
        }
      }
    }
  }
  return 'not_sampled';
}

function conditionsOf(
  context: ContextName,
  texts: readonly string[] | undefined,
  errorMode: ErrorMode,
  settings: PolicySettings,
): ConditionSequence | undefined {
  if (texts === undefined || texts.length === 0) return undefined;
  try {
    const parser = new ParserCollection([[context, conditionFunctions(context)]], settings);
    const { conditions } = parser.conditionsIn(context, texts);
    return new ConditionSequence(conditions, { errorMode, logger: settings.logger });
  } catch (error) {
    if (!(error instanceof OttlError)) throw error;
    throw new PolicyError(error.message);
  }
}
