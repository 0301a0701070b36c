import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { Language } from '../grading/text.ts';
import type { SpanLink } from '../otlp/model.ts';
import { Icon } from './icon.tsx';
import { axisFor } from './layout/axis.ts';
import { buildTrace } from './layout/build-trace.ts';
import { criticalPath } from './layout/critical-path.ts';
import { foldKeysBelow } from './layout/fold-all.ts';
import type { TraceGroup } from './layout/group-traces.ts';
import { rowName } from './layout/row-text.ts';
import { selfTimes } from './layout/self-time.ts';
import { rowKey, rowOfKey } from './layout/trace-model.ts';
import type { TreeCommand } from './layout/tree-keys.ts';
import { ancestorsOf, foldedRows, positionOf, visibleRows } from './layout/visible-rows.ts';
import { SearchField } from './search-field.tsx';
import { SpanDetails } from './span-details.tsx';
import type { TraceViewStrings } from './strings.ts';
import { TraceHeader } from './trace-header.tsx';
import { useSpanSearch } from './use-span-search.ts';
import { type Density, viewGeometry } from './view-geometry.ts';
import { type RevealRequest, Waterfall } from './waterfall.tsx';

interface TraceExplorerProps {
  readonly trace: TraceGroup;
  /** Of all traces that arrived, so that a service keeps its hue from one to the next. */
  readonly services: readonly string[];
  /** `rowKey` of the selected row. */
  readonly selectedKey: string | undefined;
  readonly onSelectKey: (key: string | undefined) => void;
  readonly targetOf: (link: SpanLink) => StoredSpan | undefined;
  readonly onFollow: (target: StoredSpan) => void;
  readonly density: Density;
  readonly widthPx: number | undefined;
  readonly rem: number;
  readonly drawing: boolean;
  readonly language: Language;
  readonly strings: TraceViewStrings;
}

/** One trace: waterfall, search and details, and what the reader has folded, searched and selected in it. */
export function TraceExplorer(props: TraceExplorerProps) {
  const { trace, services, selectedKey, onSelectKey, density, rem, language, strings } = props;
  const model = useMemo(() => buildTrace(trace.spans, services), [trace, services]);
  const axis = useMemo(() => axisFor(model.lengthMs), [model]);
  const path = useMemo(() => criticalPath(model), [model]);
  const self = useMemo(() => selfTimes(model), [model]);

  const [foldKeys, setFoldKeys] = useState<ReadonlySet<string>>(new Set());
  const folded = useMemo(() => foldedRows(model, foldKeys), [model, foldKeys]);
  const visible = useMemo(() => visibleRows(model, folded), [model, folded]);
  const [activeKey, setActiveKey] = useState<string>();
  const [reveal, setReveal] = useState<RevealRequest>();
  const [nameWidth, setNameWidth] = useState<number>();
  const [showsPath, setShowsPath] = useState(true);

  const selected = useMemo(() => rowOfKey(model, selectedKey), [model, selectedKey]);
  const activeWanted = useMemo(
    () => rowOfKey(model, activeKey ?? selectedKey),
    [model, activeKey, selectedKey],
  );
  const active = firstVisible([activeWanted, ...ancestorsOf(model, activeWanted)]);
  const detailsHeading = useRef<HTMLHeadingElement>(null);
  const wantsDetailsFocus = useRef(false);

  function firstVisible(rows: readonly number[]): number {
    return rows.find((row) => row >= 0 && positionOf(visible, row) >= 0) ?? 0;
  }
  const unfold = (rows: readonly number[]) => {
    const keys = new Set(foldKeys);
    for (const row of rows) keys.delete(rowKey(model, row));
    if (keys.size !== foldKeys.size) setFoldKeys(keys);
  };
  const show = (row: number, focus: boolean) => {
    unfold(ancestorsOf(model, row));
    setActiveKey(rowKey(model, row));
    setReveal({ row, focus });
  };
  const select = (row: number) => onSelectKey(row < 0 ? undefined : rowKey(model, row));

  // A span may be selected from outside, anywhere in the tree.
  useEffect(() => {
    if (selected >= 0) show(selected, false);
  }, [selectedKey, selected >= 0]);
  useEffect(() => {
    if (wantsDetailsFocus.current) detailsHeading.current?.focus();
    wantsDetailsFocus.current = false;
  }, [selected]);

  const search = useSpanSearch(model, active, (row) => {
    show(row, false);
    if (selected >= 0) select(row);
  });
  const closeSearch = () => {
    search.close();
    setReveal({ row: active, focus: true });
  };
  const geometry = viewGeometry(density, props.widthPx, rem, nameWidth, search.searching);
  const closeDetails = () => {
    select(-1);
    setReveal({ row: active, focus: true });
  };

  /** Returns whether there was something to do. */
  const onCommand = (command: TreeCommand): boolean => {
    switch (command.do) {
      case 'move':
        show(command.row, true);
        if (selected >= 0 && !geometry.stacked) select(command.row);
        return true;
      case 'fold':
        setFoldKeys(new Set(foldKeys).add(rowKey(model, command.row)));
        return true;
      case 'unfold':
        unfold([command.row]);
        return true;
      case 'select':
        setActiveKey(rowKey(model, command.row));
        select(command.row);
        return true;
      case 'open':
        if (selected === command.row) detailsHeading.current?.focus();
        else wantsDetailsFocus.current = true;
        select(command.row);
        return true;
      case 'search':
        search.open();
        return true;
      case 'close':
        if (selected >= 0) closeDetails();
        else if (search.searching) closeSearch();
        else return false;
        return true;
    }
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const command = { '/': 'search', Escape: 'close' } as const;
    const known = event.key === '/' || event.key === 'Escape' ? command[event.key] : undefined;
    if (known && onCommand({ do: known })) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  const field = (
    <SearchField
      search={search}
      onClose={closeSearch}
      closable={density === 'workbench'}
      language={language}
      strings={strings}
    />
  );
  const name = rowName(model, 0, strings);
  const classes = [
    'tv-explorer',
    geometry.stacked && 'is-stacked',
    geometry.detailsBeside && 'is-beside',
    !geometry.showsSameService && 'hides-same-service',
  ];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts that hold for everything inside
    <div
      class={classes.filter(Boolean).join(' ')}
      style={{
        '--tv-row': `${geometry.rowRem}rem`,
        ...(nameWidth === undefined ? {} : { '--tv-name': `${nameWidth}px` }),
      }}
      onKeyDown={onKeyDown}
    >
      {density === 'page' && (
        <TraceHeader
          model={model}
          showsPath={showsPath}
          onShowPath={setShowsPath}
          anyFolded={foldKeys.size > 0}
          onFoldAll={(fold) => setFoldKeys(fold ? foldKeysBelow(model, 1) : new Set())}
          language={language}
          strings={strings}
        >
          {field}
        </TraceHeader>
      )}
      <div class="tv-stage">
        <Waterfall
          model={model}
          axis={axis}
          path={showsPath ? path : undefined}
          visible={visible}
          folded={folded}
          active={active}
          selected={selected}
          query={search.query}
          matches={search.matches}
          currentMatch={search.matches[search.current] ?? -1}
          reveal={reveal}
          drawing={props.drawing}
          geometry={geometry}
          rem={rem}
          label={strings.spansOf(name)}
          onCommand={onCommand}
          onActivate={(row) => setActiveKey(rowKey(model, row))}
          onResizeName={setNameWidth}
          strings={strings}
        >
          {density === 'workbench' &&
            (search.searching ? (
              field
            ) : (
              <button
                type="button"
                class="tv-tool"
                aria-label={strings.search}
                title="/"
                onClick={search.open}
              >
                <Icon name="search" />
              </button>
            ))}
        </Waterfall>
        {selected >= 0 ? (
          <SpanDetails
            key={selectedKey}
            model={model}
            row={selected}
            path={path}
            selfTimes={self}
            density={density}
            asSheet={geometry.stacked}
            targetOf={props.targetOf}
            onFollow={props.onFollow}
            onClose={closeDetails}
            headingRef={detailsHeading}
            language={language}
            strings={strings}
          />
        ) : (
          <p class="tv-hint">{strings.selectHint}</p>
        )}
      </div>
    </div>
  );
}
