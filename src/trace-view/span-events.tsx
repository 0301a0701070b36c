import type { Language } from '../grading/text.ts';
import type { Span } from '../otlp/model.ts';
import { AttributeList } from './attribute-list.tsx';
import { formatDuration } from './layout/duration.ts';
import { formatCount, type TraceViewStrings } from './strings.ts';

/** A span may carry any number; the rest stays reachable in the JSON. */
const SHOWN_EVENTS = 200;

interface SpanEventsProps {
  readonly span: Span;
  readonly language: Language;
  readonly strings: TraceViewStrings;
}

export function SpanEvents({ span, language, strings }: SpanEventsProps) {
  const dropped = span.droppedEventsCount > 0 && (
    <p class="tv-quiet">
      {strings.dropped(span.droppedEventsCount, formatCount(span.droppedEventsCount, language))}
    </p>
  );
  if (span.events.length === 0) return dropped || <p class="tv-quiet">{strings.noEvents}</p>;
  const hidden = span.events.length - SHOWN_EVENTS;
  return (
    <>
      {span.events.slice(0, SHOWN_EVENTS).map((event, index) => {
        const offset = event.timeUnixNano - span.startTimeUnixNano;
        return (
          <section key={index} class="tv-item">
            <h4 class={event.name === 'exception' ? 'tv-item-name is-error' : 'tv-item-name'}>
              {event.name || strings.unnamed}
              <span class="tv-quiet">
                {offset < 0n
                  ? strings.beforeStart(formatDuration(-offset))
                  : strings.afterStart(formatDuration(offset))}
              </span>
            </h4>
            <AttributeList
              entries={event.attributes}
              dropped={event.droppedAttributesCount}
              language={language}
              strings={strings}
            />
          </section>
        );
      })}
      {hidden > 0 && <p class="tv-quiet">{strings.hiddenSpans(formatCount(hidden, language))}</p>}
      {dropped}
    </>
  );
}
