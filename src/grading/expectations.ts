/** What a lab expects of a query, answered as the outcome of a check. Every expectation fails on a query that selects nothing. */
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { CheckOutcome } from './check.ts';
import type { Criterion } from './criterion.ts';
import { serviceOf } from './span-criteria.ts';
import type { SpanQuery } from './span-query.ts';
import type { LocalizedText } from './text.ts';
import { chinese, code, spanCount, text } from './write-text.ts';

/** Names listed when nothing was selected. */
const LISTED_NAMES = 3;

export function pass(note?: LocalizedText): CheckOutcome {
  return note === undefined ? { status: 'pass' } : { status: 'pass', note };
}

export function fail(failure: {
  readonly expected: LocalizedText;
  readonly found: LocalizedText;
  readonly closest?: StoredSpan | undefined;
  readonly hint?: LocalizedText | undefined;
}): CheckOutcome {
  const { expected, found, closest, hint } = failure;
  return {
    status: 'fail',
    expected,
    found,
    ...(closest === undefined ? {} : { closest: reference(closest) }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** Exactly one span is selected. `hint` replaces the one made from the closest span. */
export function expectOne(query: SpanQuery, hint?: LocalizedText): CheckOutcome {
  return expectCount(query, 1, hint);
}

/** Exactly `count` spans (at least one) are selected. */
export function expectCount(query: SpanQuery, count: number, hint?: LocalizedText): CheckOutcome {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`expectCount needs a whole number of spans from 1, not ${count}`);
  }
  if (query.count === count) return pass(spanCount(count));
  const described = query.describe();
  const expected = text(
    count === 1 ? `exactly one ${described.en}` : `exactly ${count} times a ${described.en}`,
    chinese(`恰好 ${count} 个`, described['zh-cn']),
  );
  if (query.count === 0) return missing(query, expected, hint);
  return fail({ expected, found: howMany(query), closest: query.all().at(-1), hint });
}

/** At least one span is selected. */
export function expectSome(query: SpanQuery, hint?: LocalizedText): CheckOutcome {
  if (query.count > 0) return pass(spanCount(query.count));
  const described = query.describe();
  return missing(query, text(`at least one ${described.en}`, chinese('至少一个', described['zh-cn'])), hint);
}

/** At least one span is selected, and each fulfils the criterion. */
export function expectEvery(query: SpanQuery, criterion: Criterion, hint?: LocalizedText): CheckOutcome {
  const described = query.describe();
  const expected = text(
    `${described.en.replace(/^span/, 'spans')}, each ${criterion.phrase.en}`,
    chinese('每个', described['zh-cn'], '都', criterion.phrase['zh-cn']),
  );
  if (query.count === 0) return missing(query, expected, hint);
  const failing = query.all().filter((stored) => !criterion.fulfilledBy(stored, query.index));
  const first = failing[0];
  if (first === undefined) return pass(spanCount(query.count));
  const actual = criterion.actual(first, query.index);
  const name = code(first.span.name);
  return fail({
    expected,
    found: text(
      `${failing.length} of ${query.count} differ; of ${name}, ${actual.en}`,
      `${query.count} 个中有 ${failing.length} 个不符；${name}：${actual['zh-cn']}`,
    ),
    closest: first,
    hint,
  });
}

/** The one selected span (there must be exactly one) fulfils the criterion. */
export function expectOneToBe(query: SpanQuery, criterion: Criterion, hint?: LocalizedText): CheckOutcome {
  const stored = query.first();
  if (stored === undefined || query.count > 1) return expectOne(query, hint);
  if (criterion.fulfilledBy(stored, query.index)) return pass();
  const described = query.describe();
  const actual = criterion.actual(stored, query.index);
  return fail({
    expected: text(
      `${described.en}, ${criterion.phrase.en}`,
      `${described['zh-cn']}，${criterion.phrase['zh-cn']}`,
    ),
    found: actual,
    closest: stored,
    hint,
  });
}

/** The first outcome that is no pass; the later ones are asked only when the earlier ones pass. */
export function firstFailure(first: CheckOutcome, ...rest: readonly (() => CheckOutcome)[]): CheckOutcome {
  let outcome = first;
  for (const next of rest) {
    if (outcome.status !== 'pass') return outcome;
    outcome = next();
  }
  return outcome;
}

function missing(query: SpanQuery, expected: LocalizedText, hint?: LocalizedText): CheckOutcome {
  const arrived = query.index.spans;
  if (arrived.length === 0) {
    return fail({ expected, found: text('no spans arrived', '没有 Span 到达'), hint });
  }
  const closest = query.closest();
  return fail({
    expected,
    found: namesOf(arrived),
    closest: closest?.stored,
    hint: hint ?? closest?.difference,
  });
}

function namesOf(arrived: readonly StoredSpan[]): LocalizedText {
  const names = new Set<string>();
  for (const { span } of arrived) {
    names.add(code(span.name));
    if (names.size > LISTED_NAMES) break;
  }
  const shown = [...names].slice(0, LISTED_NAMES);
  const more = names.size > LISTED_NAMES ? ' …' : '';
  const count = spanCount(arrived.length);
  return text(
    `none; what arrived: ${count.en} (${shown.join(', ')}${more})`,
    `没有；已到达 ${count['zh-cn']}（${shown.join('、')}${more}）`,
  );
}

function howMany(query: SpanQuery): LocalizedText {
  return query.traces === 1
    ? text(`${query.count} of them`, `${query.count} 个`)
    : text(
        `${query.count} of them in ${query.traces} traces`,
        `${query.count} 个，分属 ${query.traces} 条追踪`,
      );
}

function reference(stored: StoredSpan) {
  const { traceId, spanId, name } = stored.span;
  return { traceId, spanId, name, service: serviceOf(stored) };
}
