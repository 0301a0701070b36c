import type { ComponentChildren } from 'preact';
import type { Language } from '../grading/text.ts';
import { CopyButton } from './copy-button.tsx';
import { Icon } from './icon.tsx';
import { formatDuration } from './layout/duration.ts';
import { rowName } from './layout/row-text.ts';
import type { TraceModel } from './layout/trace-model.ts';
import { hatchClass, serviceStyle } from './service-style.ts';
import { formatCount, type TraceViewStrings } from './strings.ts';

interface TraceHeaderProps {
  readonly model: TraceModel;
  /** The search field. */
  readonly children: ComponentChildren;
  readonly showsPath: boolean;
  readonly onShowPath: (shows: boolean) => void;
  readonly anyFolded: boolean;
  readonly onFoldAll: (fold: boolean) => void;
  readonly language: Language;
  readonly strings: TraceViewStrings;
}

/** What the trace is, above the waterfall of a page of its own. */
export function TraceHeader(props: TraceHeaderProps) {
  const { model, anyFolded, showsPath, language, strings } = props;
  // Hues are shared between traces; the legend names those in this one.
  const present = new Set(model.service);
  const services = model.services
    .map((name, index) => ({ name, index }))
    .filter(({ index }) => present.has(index));
  const count = (say: (count: number, text: string) => string, number: number) =>
    say(number, formatCount(number, language));
  return (
    <header class="tv-header">
      <div class="tv-title">
        <h2>{rowName(model, 0, strings)}</h2>
        <p class="tv-facts">
          <span class="tv-trace-id">
            {model.traceId}
            <CopyButton what={strings.traceId} text={() => model.traceId} strings={strings} />
          </span>
          <b>{formatDuration(model.lengthNs)}</b>
          <span>{count(strings.spans, model.spanCount)}</span>
          <span>{count(strings.services, services.length)}</span>
          {model.errorCount > 0 && (
            <span class="tv-status is-fail">
              <Icon name="circle-alert" />
              {count(strings.errors, model.errorCount)}
            </span>
          )}
          {model.ghostCount > 0 && (
            <span class="tv-status is-warn">
              <Icon name="unlink" />
              {count(strings.missingSpans, model.ghostCount)}
            </span>
          )}
        </p>
        {props.children}
      </div>
      <div class="tv-tools">
        <ul class="tv-legend">
          {services.map(({ name, index }) => (
            <li key={name} style={serviceStyle(index)}>
              <i class={`tv-chip${hatchClass(index)}`} />
              {name || strings.noService}
            </li>
          ))}
        </ul>
        <button
          type="button"
          class="tv-button"
          aria-pressed={showsPath}
          onClick={() => props.onShowPath(!showsPath)}
        >
          <i class="tv-path-sample" />
          {strings.criticalPath}
        </button>
        <button type="button" class="tv-button" onClick={() => props.onFoldAll(!anyFolded)}>
          <Icon name={anyFolded ? 'chevrons-up-down' : 'chevrons-down-up'} />
          {anyFolded ? strings.expandAll : strings.collapseAll}
        </button>
      </div>
    </header>
  );
}
