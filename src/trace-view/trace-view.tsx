import './trace-view.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { Language } from '../grading/text.ts';
import type { SpanLink } from '../otlp/model.ts';
import { groupTraces } from './layout/group-traces.ts';
import { sharedServiceOrder } from './layout/services.ts';
import { storedKey } from './layout/trace-model.ts';
import type { TraceViewStrings } from './strings.ts';
import { TraceChooser } from './trace-chooser.tsx';
import { TraceExplorer } from './trace-explorer.tsx';
import { useNewRun } from './use-new-run.ts';
import { useRem, useSize } from './use-viewport.ts';
import type { Density } from './view-geometry.ts';

export interface TraceViewProps {
  /** What arrived, in order of arrival; any number of traces. A longer array is taken as more of the same run. */
  readonly spans: readonly StoredSpan[];
  readonly language: Language;
  /** The texts of that language. */
  readonly strings: TraceViewStrings;
  /** Selects this span whenever the value changes, also one that arrives later. The reader may select another. */
  readonly selectedSpanId?: string | undefined;
  /** The reader selected a span, or closed its details. `undefined` also for a missing span: it has no data. */
  readonly onSelect?: ((spanId: string | undefined) => void) | undefined;
  /** `workbench`: compact, details below. `page`: with facts, legend and tools, details beside. */
  readonly density?: Density | undefined;
  /** Whether the bars of a new run are drawn from left to right. Reduced motion always wins. */
  readonly animate?: boolean | undefined;
  /** Shown while there is no span. */
  readonly empty?: ComponentChildren;
}

/** Traces as waterfalls, with everything their spans say. Renders on the server, too. */
export function TraceView(props: TraceViewProps) {
  const { spans, language, strings, selectedSpanId, onSelect, density = 'workbench', animate = true } = props;
  const root = useRef<HTMLElement>(null);
  const size = useSize(root);
  const rem = useRem();
  const traces = useMemo(() => groupTraces(spans), [spans]);
  const services = useMemo(() => sharedServiceOrder(traces.map((each) => each.spans)), [traces]);
  const drawing = useNewRun(traces, animate);

  const wanted = useMemo(() => findSpan(spans, selectedSpanId), [spans, selectedSpanId]);
  const [chosenTraceId, setChosenTraceId] = useState(wanted?.span.traceId);
  const [selectedKey, setSelectedKey] = useState(wanted && storedKey(wanted));
  const trace = traces.find((each) => each.traceId === chosenTraceId) ?? traces[0];

  const selectStored = (stored: StoredSpan) => {
    setChosenTraceId(stored.span.traceId);
    setSelectedKey(storedKey(stored));
  };
  // Follows the property when it changes or when its span arrives, but not when the reader selects something else.
  const followed = useRef(wanted);
  useEffect(() => {
    if (wanted === followed.current) return;
    const before = followed.current;
    followed.current = wanted;
    if (wanted) {
      if (!selectedKey?.endsWith(`/${wanted.span.spanId}`)) selectStored(wanted);
    } else if (before && selectedKey === storedKey(before)) {
      setSelectedKey(undefined);
    }
  }, [wanted]);

  const onSelectKey = (key: string | undefined) => {
    setSelectedKey(key);
    onSelect?.(key === undefined || key.startsWith('missing/') ? undefined : key.slice(key.indexOf('/') + 1));
  };
  const onFollow = (target: StoredSpan) => {
    selectStored(target);
    onSelect?.(target.span.spanId);
  };
  const targetOf = (link: SpanLink) =>
    spans.find(({ span }) => span.spanId === link.spanId && span.traceId === link.traceId);

  return (
    <section
      class={`tv is-${density}`}
      ref={root}
      aria-label={trace ? strings.spansOf(trace.name) : strings.noSpans}
    >
      {traces.length > 1 && trace && (
        <TraceChooser
          traces={traces}
          chosen={trace}
          onChoose={setChosenTraceId}
          language={language}
          strings={strings}
        />
      )}
      {trace ? (
        <TraceExplorer
          key={trace.traceId}
          trace={trace}
          services={services}
          selectedKey={selectedKey}
          onSelectKey={onSelectKey}
          targetOf={targetOf}
          onFollow={onFollow}
          density={density}
          widthPx={size?.width}
          rem={rem}
          drawing={drawing}
          language={language}
          strings={strings}
        />
      ) : (
        <div class="tv-empty">{props.empty ?? strings.noSpans}</div>
      )}
    </section>
  );
}

function findSpan(spans: readonly StoredSpan[], spanId: string | undefined): StoredSpan | undefined {
  return spanId === undefined || spanId === '' ? undefined : spans.find(({ span }) => span.spanId === spanId);
}
