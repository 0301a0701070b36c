import type { ComponentChildren, RefObject } from 'preact';
import type { Axis } from './layout/axis.ts';
import type { TraceViewStrings } from './strings.ts';

interface WaterfallAxisProps {
  readonly axis: Axis;
  readonly ticksRef: RefObject<HTMLDivElement>;
  readonly cursorRef: RefObject<HTMLElement>;
  /** Shown in the head of the name column. */
  readonly children?: ComponentChildren;
  readonly strings: TraceViewStrings;
}

/** The heads of the columns, with the scale of time over the lane. */
export function WaterfallAxis({ axis, ticksRef, cursorRef, children, strings }: WaterfallAxisProps) {
  return (
    <div class="tv-axis">
      <div class="tv-axis-name">
        <span aria-hidden="true">{strings.spanColumn}</span>
        {children}
      </div>
      <div class="tv-ticks" aria-hidden="true" ref={ticksRef}>
        {axis.ticks.map((tick) => (
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
