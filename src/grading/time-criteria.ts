/** The criteria on a span's times. */
import { type Criterion, yesOrNo } from './criterion.ts';
import { durationText, text } from './write-text.ts';

/**
 * What two clock readings of one program may be off, in ns: the JS SDK cuts a span's start to whole milliseconds and adds a
 * finely measured duration, so a child may seem to outlive its parent by almost one; browsers coarsen timers as well.
 */
export const CLOCK_TOLERANCE_NS = 2_000_000n;

/** A day after which a span's length can't be the run's, in ns. */
const DAY_NS = 86_400_000_000_000n;

/** It started after 1970, ended no earlier than it started, and lasted no longer than a day. */
export function ended(): Criterion {
  return yesOrNo({
    aspect: text('end', '结束时间'),
    phrase: text('with an end after its start', '在开始之后结束'),
    fulfilledBy: ({ span }) => {
      const duration = span.endTimeUnixNano - span.startTimeUnixNano;
      return span.startTimeUnixNano > 0n && duration >= 0n && duration <= DAY_NS;
    },
    actual: ({ span }) => {
      if (span.endTimeUnixNano === 0n) return text('it has no end time', '它没有结束时间');
      if (span.startTimeUnixNano === 0n) return text('it has no start time', '它没有开始时间');
      const duration = span.endTimeUnixNano - span.startTimeUnixNano;
      const shown = durationText(duration < 0n ? -duration : duration);
      return duration < 0n
        ? text(`it ends ${shown.en} before it starts`, `它在开始之前 ${shown['zh-cn']}就结束了`)
        : text(`it lasts ${shown.en}`, `它持续了 ${shown['zh-cn']}`);
    },
  });
}

/** It lasted at least so many ms, less the clocks' tolerance. */
export function lastsAtLeast(ms: number): Criterion {
  const least = BigInt(Math.round(ms * 1e6)) - CLOCK_TOLERANCE_NS;
  return yesOrNo({
    aspect: text('duration', '耗时'),
    phrase: text(`lasting at least ${ms} ms`, `持续至少 ${ms} 毫秒`),
    fulfilledBy: ({ span }) => span.endTimeUnixNano - span.startTimeUnixNano >= least,
    actual: ({ span }) => {
      const shown = durationText(span.endTimeUnixNano - span.startTimeUnixNano);
      return text(`it lasts ${shown.en}`, `它持续了 ${shown['zh-cn']}`);
    },
  });
}

/** It starts and ends while its parent is open, within the clocks' tolerance; a span without a known parent does not. */
export function insideItsParent(): Criterion {
  return yesOrNo({
    aspect: text('time', '时间'),
    phrase: text('starting and ending within its parent', '在父 Span 的时间范围内开始并结束'),
    fulfilledBy: (stored, index) => {
      const parent = index.parentOf(stored)?.span;
      return (
        parent !== undefined &&
        stored.span.startTimeUnixNano >= parent.startTimeUnixNano - CLOCK_TOLERANCE_NS &&
        stored.span.endTimeUnixNano <= parent.endTimeUnixNano + CLOCK_TOLERANCE_NS
      );
    },
    actual: (stored, index) => {
      const parent = index.parentOf(stored)?.span;
      if (parent === undefined) return text('its parent did not arrive', '它的父 Span 没有到达');
      const late = stored.span.endTimeUnixNano - parent.endTimeUnixNano;
      if (late <= CLOCK_TOLERANCE_NS) return text('it starts before its parent', '它早于父 Span 开始');
      const shown = durationText(late);
      return text(`it ends ${shown.en} after its parent`, `它比父 Span 晚 ${shown['zh-cn']}结束`);
    },
  });
}
