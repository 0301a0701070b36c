import type { ComponentChildren, RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { Language } from '../grading/text.ts';
import type { SpanLink } from '../otlp/model.ts';
import { AttributeList } from './attribute-list.tsx';
import { Icon } from './icon.tsx';
import type { CriticalPath } from './layout/critical-path.ts';
import { formatDuration, formatMs } from './layout/duration.ts';
import { rowName } from './layout/row-text.ts';
import { serviceName } from './layout/services.ts';
import { hasFlag, RowFlag, type TraceModel } from './layout/trace-model.ts';
import { serviceStyle } from './service-style.ts';
import { kindName, SpanAttributes } from './span-attributes.tsx';
import { spanError } from './span-error.ts';
import { SpanEvents } from './span-events.tsx';
import { SpanJson } from './span-json.tsx';
import { SpanLinks } from './span-links.tsx';
import { spanNotes } from './span-notes.ts';
import { SpanTabs } from './span-tabs.tsx';
import { formatCount, type TraceViewStrings } from './strings.ts';

interface SpanDetailsProps {
  readonly model: TraceModel;
  readonly row: number;
  readonly path: CriticalPath;
  readonly selfTimes: Float64Array;
  /** One line of figures, or a row of them with captions. */
  readonly density: 'workbench' | 'page';
  /** Comes up from the bottom of the screen and may be opened further. */
  readonly asSheet: boolean;
  readonly targetOf: (link: SpanLink) => StoredSpan | undefined;
  readonly onFollow: (target: StoredSpan) => void;
  readonly onClose: () => void;
  readonly headingRef: RefObject<HTMLHeadingElement>;
  readonly language: Language;
  readonly strings: TraceViewStrings;
}

/** All there is to know about the selected row. */
export function SpanDetails(props: SpanDetailsProps) {
  const { model, row, density, asSheet, language, strings } = props;
  const [expanded, setExpanded] = useState(false);
  const stored = model.rows[row];
  const name = rowName(model, row, strings);
  const error = spanError(model, row, strings);
  const figures = figuresOf(props);
  const compact = density === 'workbench' && !asSheet;
  const meta = stored ? [serviceName(stored) || strings.noService, kindName(stored.span.kind)] : [];
  const called = stored ? calledOperation(model, row) : undefined;
  return (
    <aside
      class={`tv-details${asSheet ? ' is-sheet' : ''}${asSheet && !expanded ? ' is-peek' : ''}`}
      aria-label={strings.detailsOf(name)}
      style={serviceStyle(model.service[row] ?? -1)}
    >
      {asSheet && (
        <button
          type="button"
          class="tv-grip"
          aria-expanded={expanded}
          aria-label={strings.moreDetails}
          onClick={() => setExpanded(!expanded)}
        />
      )}
      <header class="tv-head">
        <h3 tabIndex={-1} ref={props.headingRef}>
          <i class="tv-swatch" />
          {stored ? <span class="tv-head-name">{name}</span> : <span>{name}</span>}
          {error && (
            <span class="tv-status is-fail">
              <Icon name="circle-alert" />
              {strings.errorStatus}
            </span>
          )}
        </h3>
        {stored && (
          <p class="tv-meta">
            {meta.join(' · ')}
            {compact &&
              ` · ${figures
                .map((figure) => figure.inLine ?? '')
                .filter(Boolean)
                .join(' · ')}`}
            {!compact && called && ` · ${strings.calls(called.operation, called.service)}`}
          </p>
        )}
        <button type="button" class="tv-tool tv-close" aria-label={strings.close} onClick={props.onClose}>
          <Icon name="x" large />
        </button>
      </header>
      {stored && !compact && (
        <dl class="tv-figures">
          {figures.map((figure) => (
            <div key={figure.label}>
              <dt>{figure.label}</dt>
              <dd>{figure.value}</dd>
            </div>
          ))}
        </dl>
      )}
      <div class="tv-body">
        {error && (
          <p class="tv-callout is-fail">
            <strong>{error.type}</strong>
            {error.message}
            {error.consequence && <span>{error.consequence}</span>}
          </p>
        )}
        {spanNotes(model, row, strings).map((note) => (
          <Note key={note}>{note}</Note>
        ))}
        {stored ? (
          <SpanTabs
            label={strings.detailsOf(name)}
            tabs={[
              {
                id: 'attributes',
                label: strings.attributes,
                content: () => <SpanAttributes stored={stored} language={language} strings={strings} />,
              },
              {
                id: 'events',
                label: strings.events,
                count: stored.span.events.length,
                content: () => <SpanEvents span={stored.span} language={language} strings={strings} />,
              },
              {
                id: 'links',
                label: strings.links,
                count: stored.span.links.length,
                content: () => (
                  <SpanLinks
                    span={stored.span}
                    targetOf={props.targetOf}
                    onFollow={props.onFollow}
                    language={language}
                    strings={strings}
                  />
                ),
              },
              {
                id: 'json',
                label: 'JSON',
                content: () => <SpanJson stored={stored} language={language} strings={strings} />,
              },
            ]}
          />
        ) : (
          <MissingSpan model={model} row={row} language={language} strings={strings} />
        )}
      </div>
    </aside>
  );
}

function Note({ children }: { readonly children: ComponentChildren }) {
  return (
    <p class="tv-callout is-warn">
      <Icon name="triangle-alert" />
      <span>{children}</span>
    </p>
  );
}

type MissingSpanProps = Pick<SpanDetailsProps, 'model' | 'row' | 'language' | 'strings'>;

function MissingSpan({ model, row, language, strings }: MissingSpanProps) {
  let children = 0;
  const last = row + (model.subtreeSize[row] ?? 1);
  for (let child = row + 1; child < last; child += model.subtreeSize[child] ?? 1) children++;
  return (
    <>
      <Note>{strings.ghostNote(children, formatCount(children, language))}</Note>
      <div class="tv-panel">
        <AttributeList
          entries={[['span_id', model.spanIds[row] ?? '']]}
          language={language}
          strings={strings}
        />
      </div>
    </>
  );
}

interface Figure {
  readonly label: string;
  readonly value: string;
  /** How it reads in the one-line form; not in it when missing. */
  readonly inLine?: string;
}

function figuresOf({ model, row, path, selfTimes, strings }: SpanDetailsProps): Figure[] {
  const open = hasFlag(model, row, RowFlag.Open);
  const duration = open ? strings.notEnded : formatDuration(model.durationNs[row] ?? 0n);
  const start = formatDuration(model.startNs[row] ?? 0n);
  const self = selfTimes[row] ?? Number.NaN;
  return [
    { label: strings.duration, value: duration, inLine: duration },
    { label: strings.selfTime, value: Number.isNaN(self) ? '–' : formatMs(self) },
    { label: strings.startsAt, value: start, inLine: strings.startsAtTime(start) },
    { label: strings.onPath, value: formatMs(path.onPathMs[row] ?? 0) },
  ];
}

/** What a span calls in another service: its first child that was made elsewhere. */
function calledOperation(model: TraceModel, row: number): { operation: string; service: string } | undefined {
  const last = row + (model.subtreeSize[row] ?? 1);
  for (let child = row + 1; child < last; child += model.subtreeSize[child] ?? 1) {
    const stored = model.rows[child];
    if (stored && model.service[child] !== model.service[row]) {
      return { operation: stored.span.name, service: serviceName(stored) };
    }
  }
  return undefined;
}
