import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { Language } from '../grading/text.ts';
import type { Span, SpanLink } from '../otlp/model.ts';
import { AttributeList } from './attribute-list.tsx';
import { Icon } from './icon.tsx';
import { shortId } from './layout/row-text.ts';
import { formatCount, type TraceViewStrings } from './strings.ts';

interface SpanLinksProps {
  readonly span: Span;
  /** The span a link points to, where it arrived. */
  readonly targetOf: (link: SpanLink) => StoredSpan | undefined;
  readonly onFollow: (target: StoredSpan) => void;
  readonly language: Language;
  readonly strings: TraceViewStrings;
}

export function SpanLinks({ span, targetOf, onFollow, language, strings }: SpanLinksProps) {
  const dropped = span.droppedLinksCount > 0 && (
    <p class="tv-quiet">
      {strings.dropped(span.droppedLinksCount, formatCount(span.droppedLinksCount, language))}
    </p>
  );
  if (span.links.length === 0) return dropped || <p class="tv-quiet">{strings.noLinks}</p>;
  return (
    <>
      {span.links.map((link, index) => {
        const target = targetOf(link);
        return (
          <section key={index} class="tv-item">
            <h4 class="tv-item-name">
              <Icon name="link" />
              {target ? (
                <button type="button" class="tv-link" onClick={() => onFollow(target)}>
                  {strings.goToSpan(target.span.name || shortId(target.span.spanId))}
                </button>
              ) : (
                <span class="tv-quiet">{strings.linkTargetElsewhere}</span>
              )}
            </h4>
            <AttributeList
              entries={[['trace_id', link.traceId], ['span_id', link.spanId], ...link.attributes]}
              dropped={link.droppedAttributesCount}
              language={language}
              strings={strings}
            />
          </section>
        );
      })}
      {dropped}
    </>
  );
}
