import type { ComponentChildren, RefObject } from 'preact';
import { Icon } from './icon.tsx';
import type { Axis } from './layout/axis.ts';
import { type CriticalPath, drawnPieces } from './layout/critical-path.ts';
import { formatDuration } from './layout/duration.ts';
import { eventMarks } from './layout/event-marks.ts';
import { rowName, rowText } from './layout/row-text.ts';
import { markMatches } from './layout/search.ts';
import { hasFlag, RowFlag, type TraceModel } from './layout/trace-model.ts';
import { hatchClass, serviceStyle } from './service-style.ts';
import type { TraceViewStrings } from './strings.ts';

/** Bars that are drawn one after the other when a run is shown for the first time. */
const ANIMATED_ROWS = 20;

interface WaterfallRowProps {
  readonly model: TraceModel;
  readonly row: number;
  /** Position among the visible rows. */
  readonly position: number;
  readonly place: number;
  readonly siblings: number;
  readonly axis: Axis;
  readonly path: CriticalPath | undefined;
  readonly folded: boolean;
  readonly active: boolean;
  readonly selected: boolean;
  readonly isMatch: boolean;
  readonly isCurrentMatch: boolean;
  readonly query: string;
  /** Deeper rows are indented no further, so that their names stay readable. */
  readonly maxIndent: number;
  readonly rowRef: RefObject<HTMLDivElement> | undefined;
  readonly onActivate: (row: number) => void;
  readonly onSelect: (row: number) => void;
  readonly onFold: (row: number) => void;
  readonly strings: TraceViewStrings;
}

/** A span: its name in the tree, its bar in time, its duration. */
export function WaterfallRow(props: WaterfallRowProps) {
  const { model, row, folded, strings } = props;
  const flag = (bit: number) => hasFlag(model, row, bit);
  const hasChildren = (model.subtreeSize[row] ?? 1) > 1;
  const service = model.service[row] ?? -1;
  const parent = model.parent[row] ?? -1;
  const classes = [
    'tv-row',
    flag(RowFlag.Error) && 'is-error',
    flag(RowFlag.Ghost) && 'is-ghost',
    flag(RowFlag.Open) && 'is-open',
    folded && 'is-folded',
    hasChildren && 'has-children',
    props.isCurrentMatch && 'is-current',
    parent >= 0 && model.service[parent] === service && 'is-same-service',
  ];
  const share = (ms: number) => `${round((ms / props.axis.lengthMs) * 100)}%`;
  const style = {
    ...serviceStyle(service),
    '--tv-at': `${props.position}`,
    '--tv-depth': `${Math.min(model.depth[row] ?? 0, props.maxIndent)}`,
    '--tv-x': share(model.startMs[row] ?? 0),
    '--tv-w': flag(RowFlag.Open)
      ? `${100 - round(((model.startMs[row] ?? 0) / props.axis.lengthMs) * 100)}%`
      : share(model.durationMs[row] ?? 0),
    '--tv-turn': `${Math.min(props.position, ANIMATED_ROWS)}`,
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the tree, as in every WAI-ARIA tree
    <div
      ref={props.rowRef ?? null}
      role="treeitem"
      class={classes.filter(Boolean).join(' ')}
      style={style}
      tabIndex={props.active ? 0 : -1}
      aria-level={(model.depth[row] ?? 0) + 1}
      aria-posinset={props.place}
      aria-setsize={props.siblings}
      aria-selected={props.selected}
      aria-expanded={hasChildren ? !folded : undefined}
      data-span-id={model.spanIds[row]}
      onFocus={() => props.onActivate(row)}
      onClick={() => props.onSelect(row)}
      onDblClick={() => hasChildren && props.onFold(row)}
    >
      <span class="tv-sr">{rowText(model, row, strings)}</span>
      <NameCell {...props} hasChildren={hasChildren} />
      <div class="tv-lane" aria-hidden="true">
        <span class={`tv-bar${hatchClass(service)}${props.position < ANIMATED_ROWS ? ' is-early' : ''}`} />
        {props.path &&
          drawnPieces(props.path, row, props.axis.lengthMs).map((piece) => (
            <span
              key={piece.from}
              class="tv-critical"
              style={{ '--tv-x': share(piece.from), '--tv-w': share(piece.to - piece.from) }}
            />
          ))}
        {eventMarks(model, row, props.axis.lengthMs).map((mark) => (
          <span
            key={mark.at}
            class={mark.isException ? 'tv-event is-exception' : 'tv-event'}
            style={{ '--tv-x': `${round(mark.at * 100)}%` }}
          />
        ))}
      </div>
      <span class="tv-duration" aria-hidden="true">
        {flag(RowFlag.Ghost)
          ? '–'
          : flag(RowFlag.Open)
            ? strings.notEnded
            : formatDuration(model.durationNs[row] ?? 0n)}
      </span>
    </div>
  );
}

function NameCell(props: WaterfallRowProps & { readonly hasChildren: boolean }) {
  const { model, row, folded, hasChildren, strings } = props;
  const name = rowName(model, row, strings);
  const service = model.services[model.service[row] ?? -1] ?? '';
  const onFoldClick = (event: MouseEvent) => {
    if (!hasChildren) return;
    event.stopPropagation();
    props.onFold(row);
  };
  return (
    <div class="tv-name" aria-hidden="true">
      <div class="tv-label">
        {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a pointer's shortcut for the arrow keys */}
        <span class="tv-fold" onClick={onFoldClick} title={hasChildren ? strings.foldHint : undefined}>
          <span class="tv-swatch" />
          {hasChildren && <Icon name={folded ? 'chevron-right' : 'chevron-down'} />}
        </span>
        {hasFlag(model, row, RowFlag.Error) && <Icon name="circle-alert" />}
        {hasFlag(model, row, RowFlag.Ghost) && <Icon name="unlink" />}
        {hasFlag(model, row, RowFlag.Links) && (
          <span class="tv-has-links">
            <Icon name="link" />
          </span>
        )}
        <span class="tv-operation" title={service === '' ? name : `${name} · ${service}`}>
          <MarkedName name={name} query={props.isMatch ? props.query : ''} />
        </span>
        {folded && <span class="tv-folded-count">+{(model.subtreeSize[row] ?? 1) - 1}</span>}
      </div>
      <span class="tv-service">{service}</span>
    </div>
  );
}

/** A name with the matching letters marked; all of it when the match is in an attribute. */
function MarkedName({ name, query }: { readonly name: string; readonly query: string }): ComponentChildren {
  if (query === '') return name;
  const pieces = markMatches(name, query);
  if (!pieces.some((piece) => piece.marked)) return query.includes('=') ? <mark>{name}</mark> : name;
  return pieces.map((piece, index) => (piece.marked ? <mark key={index}>{piece.text}</mark> : piece.text));
}

function round(percent: number): number {
  return Math.round(percent * 1000) / 1000;
}
