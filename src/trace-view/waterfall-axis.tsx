import type { ComponentChildren, RefObject } from 'preact';
import type { Axis } from './layout/axis.ts';
import type { TraceViewStrings } from './strings.ts';

/** With less room than this for each label, every other one is left out. */
const TICK_REM = 3.5;
/** What a label needs to end before the next column. */
const LABEL_REM = 3.25;

interface WaterfallAxisProps {
  readonly axis: Axis;
  /** Room for the labels, in rem. */
  readonly laneRem: number;
  readonly ticksRef: RefObject<HTMLDivElement>;
  readonly cursorRef: RefObject<HTMLElement>;
  /** Shown in the head of the name column. */
  readonly children?: ComponentChildren;
  readonly strings: TraceViewStrings;
}

/** The heads of the columns, with the scale of time over the lane. */
export function WaterfallAxis({ axis, laneRem, ticksRef, cursorRef, children, strings }: WaterfallAxisProps) {
  const every = laneRem / axis.divisions < TICK_REM ? 2 : 1;
  const shown = axis.ticks.filter(
    (tick, index) => index % every === 0 && (1 - tick.at) * laneRem >= LABEL_REM,
  );
  return (
    <div class="tv-axis">
      <div class="tv-axis-name">
        <span aria-hidden="true">{strings.spanColumn}</span>
        {children}
      </div>
      <div class="tv-ticks" aria-hidden="true" ref={ticksRef}>
        {shown.map((tick) => (
          <span key={tick.label} style={{ '--tv-x': `${tick.at * 100}%` }}>
            {tick.label}
          </span>
        ))}
        <b class="tv-cursor-time" ref={cursorRef} />
      </div>
      <span class="tv-axis-duration" aria-hidden="true">
        {strings.durationColumn}
      </span>
    </div>
  );
}
