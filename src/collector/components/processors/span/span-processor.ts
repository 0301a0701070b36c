import { type Span, type Status, StatusCode } from '../../../../otlp/model.ts';
import { FactoryError } from '../../../pipeline/build-error.ts';
import type { ComponentContext, Processor } from '../../../pipeline/component.ts';
import type { Consumer } from '../../../pipeline/consumer.ts';
import { spanSelection } from '../match-properties/item-matcher.ts';
import type { SpanConfig } from './config.ts';
import { nameFromAttributes } from './name-from-attributes.ts';
import { nameToAttributes } from './name-to-attributes.ts';

/** Changes a span in place. */
export type SpanStep = (span: Span) => void;

/** Renames spans and sets their status. Throws FactoryError in the collector's words. */
export function createSpanProcessor(
  config: SpanConfig,
  _context: ComponentContext,
  next: Consumer<'traces'>,
): Processor<'traces'> {
  const steps = stepsOf(config);
  return {
    mutatesData: true,
    async consume(data, consumed) {
      for (const { resource, scopeSpans } of data.resourceSpans) {
        for (const { scope, spans } of scopeSpans) {
          for (const span of spans) {
            if (steps.selected !== undefined && !steps.selected(span, resource, scope)) continue;
            for (const step of steps.all) step(span);
          }
        }
      }
      return next.consume(data, consumed);
    },
  };
}

function stepsOf(config: SpanConfig) {
  const { from_attributes: from = [], separator, to_attributes: to } = config.name;
  const rules = to?.rules ?? [];
  if (from.length === 0 && rules.length === 0 && config.status === undefined) {
    throw new FactoryError(
      'error creating "span" processor: either "from_attributes" or "to_attributes" must be specified in "name:" or "setStatus" must be specified',
      ['name'],
    );
  }
  const status = config.status === undefined ? undefined : statusOf(config.status);
  const selected = spanSelection(config);
  const all: SpanStep[] = [];
  if (from.length > 0) all.push(nameFromAttributes(from, separator));
  if (to !== undefined && rules.length > 0) {
    all.push(nameToAttributes(rules, { once: to.break_after_match, keepName: to.keep_original_name }));
  }
  if (status !== undefined) {
    all.push((span) => {
      span.status = { ...status };
    });
  }
  return { selected, all };
}

function statusOf({ code, description }: NonNullable<SpanConfig['status']>): Status {
  if (code !== 'Unset' && code !== 'Error' && code !== 'Ok') {
    throw new FactoryError(
      'error creating "span" processor: "status" must have specified "code" as "Ok" or "Error" or "Unset"',
      ['status', 'code'],
    );
  }
  if (description !== '' && code !== 'Error') {
    throw new FactoryError(
      'error creating "span" processor: "description" can be specified only for "code" "Error"',
      ['status', 'description'],
    );
  }
  return { code: StatusCode[code], message: description };
}
