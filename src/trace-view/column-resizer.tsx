import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';

const STEP = 16;

interface ColumnResizerProps {
  /** px */
  readonly width: number;
  readonly min: number;
  readonly max: number;
  /** `undefined` goes back to the default width. */
  readonly onResize: (width: number | undefined) => void;
  readonly label: string;
}

/** The edge of the name column: drag it, or move it with the arrow keys; a double click resets it. */
export function ColumnResizer({ width, min, max, onResize, label }: ColumnResizerProps) {
  const drag = useRef<{ from: number; width: number } | undefined>(undefined);
  const resize = (to: number) => onResize(Math.round(Math.min(max, Math.max(min, to))));

  const onPointerDown = (event: TargetedPointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: event.clientX, width };
  };
  const onPointerMove = (event: TargetedPointerEvent<HTMLDivElement>) => {
    if (drag.current) resize(drag.current.width + event.clientX - drag.current.from);
  };
  const onPointerEnd = () => {
    drag.current = undefined;
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const target = { ArrowLeft: width - STEP, ArrowRight: width + STEP, Home: min, End: max }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(target);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr can't have the value of a focusable separator
    <div
      class="tv-resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(width)}
      aria-valuemin={min}
      aria-valuemax={Math.round(max)}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
      onDblClick={() => onResize(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}
