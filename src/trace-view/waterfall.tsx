import type { ComponentChildren, TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { ColumnResizer } from './column-resizer.tsx';
import type { Axis } from './layout/axis.ts';
import type { CriticalPath } from './layout/critical-path.ts';
import { siblingPlaces } from './layout/sibling-places.ts';
import { rowKey, type TraceModel } from './layout/trace-model.ts';
import { type TreeCommand, treeCommand } from './layout/tree-keys.ts';
import { positionOf, scrollRange, scrollTopFor } from './layout/visible-rows.ts';
import type { TraceViewStrings } from './strings.ts';
import { usePrinting, useScrollTop, useSize } from './use-viewport.ts';
import type { ViewGeometry } from './view-geometry.ts';
import { WaterfallAxis } from './waterfall-axis.tsx';
import { WaterfallRow } from './waterfall-row.tsx';

const DURATION_REM = 4.5;
/** What the search button takes from the axis of a phone, with the margins. */
const PHONE_AXIS_REM = 4.75;
const OVERSCAN_ROWS = 10;
/** Rows in the document before the height is known, as on the server. */
const UNMEASURED_ROWS = 40;
/** A print of more rows would run to hundreds of sheets. */
const PRINTED_ROWS = 5000;

/** A row to bring into view; a new object each time, so that the same row can be asked for twice. */
export interface RevealRequest {
  readonly row: number;
  readonly focus: boolean;
}

interface WaterfallProps {
  readonly model: TraceModel;
  readonly axis: Axis;
  readonly path: CriticalPath | undefined;
  readonly visible: Int32Array;
  readonly folded: Uint8Array;
  /** The row that has, or would get, the keyboard. */
  readonly active: number;
  /** -1 for none. */
  readonly selected: number;
  readonly query: string;
  readonly matches: Int32Array;
  /** Row of the current match; -1 for none. */
  readonly currentMatch: number;
  readonly reveal: RevealRequest | undefined;
  readonly drawing: boolean;
  readonly geometry: ViewGeometry;
  readonly rem: number;
  readonly label: string;
  readonly onCommand: (command: TreeCommand) => boolean;
  readonly onActivate: (row: number) => void;
  readonly onResizeName: (width: number | undefined) => void;
  /** Shown in the head of the name column. */
  readonly children?: ComponentChildren;
  readonly strings: TraceViewStrings;
}

/** The tree of spans over time. Only rows near the screen are in the document. */
export function Waterfall(props: WaterfallProps) {
  const { model, axis, visible, folded, active, matches, geometry, rem, strings, onCommand } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const ticks = useRef<HTMLDivElement>(null);
  const cursorTime = useRef<HTMLElement>(null);
  const activeRow = useRef<HTMLDivElement>(null);
  const rowHeight = geometry.rowRem * rem;
  const size = useSize(scroller);
  const scrollTop = useScrollTop(scroller, rowHeight * 4);
  const printing = usePrinting();
  const places = useMemo(() => siblingPlaces(model), [model]);
  const matching = useMemo(() => new Set(matches), [matches]);
  const besideLane = geometry.stacked ? PHONE_AXIS_REM : geometry.nameWidth / rem + DURATION_REM;
  const laneRem = size ? size.width / rem - besideLane : Number.POSITIVE_INFINITY;
  const viewport = size ? size.height - geometry.axisRem * rem : UNMEASURED_ROWS * rowHeight;
  const range = printing
    ? { first: 0, last: Math.min(visible.length, PRINTED_ROWS) }
    : scrollRange(scrollTop, viewport + rowHeight * 4, rowHeight, visible.length, OVERSCAN_ROWS);

  useLayoutEffect(() => {
    const target = scroller.current;
    if (!props.reveal || !target) return;
    const position = positionOf(visible, props.reveal.row);
    if (position < 0) return;
    target.scrollTop = scrollTopFor(
      position,
      target.scrollTop,
      target.clientHeight - geometry.axisRem * rem,
      rowHeight,
    );
    if (props.reveal.focus) activeRow.current?.focus({ preventScroll: true });
  }, [props.reveal]);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pageSize = Math.floor(viewport / rowHeight) - 1;
    const command = treeCommand(event.key, { model, visible, folded, active, pageSize });
    if (command && onCommand(command)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  // The cursor moves with every pointer event; it is drawn past the component, as nothing else depends on it.
  const onPointerMove = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const lane = ticks.current?.getBoundingClientRect();
    if (!lane || !cursorTime.current || event.pointerType === 'touch') return;
    const at = (event.clientX - lane.left) / lane.width;
    const inside = at >= 0 && at <= 1;
    event.currentTarget.classList.toggle('has-cursor', inside);
    if (!inside) return;
    event.currentTarget.style.setProperty('--tv-cursor', `${at}`);
    cursorTime.current.textContent = axis.label(at * axis.lengthMs);
  };
  const onPointerLeave = (event: TargetedPointerEvent<HTMLDivElement>) => {
    event.currentTarget.classList.remove('has-cursor');
  };

  const renderRow = (position: number) => {
    const row = visible[position];
    if (row === undefined) return null;
    return (
      <WaterfallRow
        key={rowKey(model, row)}
        model={model}
        row={row}
        position={position}
        place={places.place[row] ?? 1}
        siblings={places.count[row] ?? 1}
        axis={axis}
        path={props.path}
        folded={folded[row] === 1}
        active={row === active}
        selected={row === props.selected}
        isMatch={matching.has(row)}
        isCurrentMatch={row === props.currentMatch}
        query={props.query}
        maxIndent={geometry.maxIndent}
        rowRef={row === active ? activeRow : undefined}
        onActivate={props.onActivate}
        onSelect={(each) => onCommand({ do: 'select', row: each })}
        onFold={(each) => onCommand({ do: folded[each] ? 'unfold' : 'fold', row: each })}
        strings={strings}
      />
    );
  };
  const positions = Array.from({ length: range.last - range.first }, (_, index) => range.first + index);
  // The row with the keyboard stays, or the focus would be lost when it scrolls away.
  const activePosition = positionOf(visible, active);
  if (activePosition >= 0 && activePosition < range.first) positions.unshift(activePosition);
  if (activePosition >= range.last) positions.push(activePosition);

  return (
    <div
      class="tv-scroll"
      ref={scroller}
      style={{ '--tv-count': `${printing ? range.last : visible.length}` }}
    >
      <div
        class="tv-canvas"
        ref={canvas}
        style={{ '--tv-ticks': `${axis.divisions}` }}
        onPointerMove={onPointerMove}
        onPointerLeave={onPointerLeave}
      >
        <WaterfallAxis
          axis={axis}
          laneRem={laneRem}
          ticksRef={ticks}
          cursorRef={cursorTime}
          strings={strings}
        >
          {props.children}
        </WaterfallAxis>
        <div
          class={props.drawing ? 'tv-rows is-drawing' : 'tv-rows'}
          role="tree"
          aria-label={props.label}
          onKeyDown={onKeyDown}
        >
          {positions.map(renderRow)}
        </div>
        <span class="tv-cursor" />
        {!geometry.stacked && (
          <ColumnResizer
            width={geometry.nameWidth}
            min={6 * rem}
            max={Math.max(12 * rem, (size?.width ?? 0) * 0.7)}
            onResize={props.onResizeName}
            label={strings.columnWidth}
          />
        )}
      </div>
    </div>
  );
}
