import { useState } from 'preact/hooks';
import type { Language } from '../grading/text.ts';
import type { AnyValue } from '../otlp/model.ts';
import { CopyButton } from './copy-button.tsx';
import { formatCount, type TraceViewStrings } from './strings.ts';
import { valueText, valueType } from './value-text.ts';

/** Longer values are folded to this many characters. */
const FOLDED_LENGTH = 240;
/** What a value may take up in the document, even unfolded. */
const SHOWN_LENGTH = 50_000;

interface AttributeListProps {
  readonly entries: Iterable<readonly [key: string, value: AnyValue]>;
  /** How many more there were before a limit dropped them. */
  readonly dropped?: number;
  readonly language: Language;
  readonly strings: TraceViewStrings;
}

export function AttributeList({ entries, dropped = 0, language, strings }: AttributeListProps) {
  const rows = [...entries];
  const note = dropped > 0 && (
    <p class="tv-quiet">{strings.dropped(dropped, formatCount(dropped, language))}</p>
  );
  if (rows.length === 0) return note || <p class="tv-quiet">{strings.noAttributes}</p>;
  return (
    <>
      <dl class="tv-attrs">
        {rows.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>
              <AttributeValue value={value} language={language} strings={strings} />
              <CopyButton
                what={key}
                text={() => valueText(value, Number.POSITIVE_INFINITY).text}
                strings={strings}
              />
            </dd>
          </div>
        ))}
      </dl>
      {note}
    </>
  );
}

interface AttributeValueProps {
  readonly value: AnyValue;
  readonly language: Language;
  readonly strings: TraceViewStrings;
}

function AttributeValue({ value, language, strings }: AttributeValueProps) {
  const [open, setOpen] = useState(false);
  const type = valueType(value);
  if (value === null) return <span class="tv-quiet">{strings.emptyValue}</span>;
  if (value === '') return <span class="tv-quiet">{strings.emptyText}</span>;
  const folded = valueText(value, FOLDED_LENGTH);
  const shown = open ? valueText(value, SHOWN_LENGTH) : folded;
  return (
    <span class="tv-value">
      {shown.text}
      {!shown.complete && '…'}
      {type !== 'string' && <span class="tv-type">{type}</span>}
      {open && !shown.complete && (
        <span class="tv-quiet">{strings.shortened(formatCount(SHOWN_LENGTH, language))}</span>
      )}
      {!folded.complete && (
        <button type="button" class="tv-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open
            ? strings.showLess
            : typeof value === 'string'
              ? strings.showAllCharacters(formatCount(value.length, language))
              : strings.showAll}
        </button>
      )}
    </span>
  );
}
