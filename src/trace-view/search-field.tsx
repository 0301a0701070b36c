import type { TargetedKeyboardEvent } from 'preact';
import type { Language } from '../grading/text.ts';
import { Icon } from './icon.tsx';
import { formatCount, type TraceViewStrings } from './strings.ts';
import type { SpanSearch } from './use-span-search.ts';

interface SearchFieldProps {
  readonly search: SpanSearch;
  readonly onClose: () => void;
  /** Whether the field itself goes away, and not only the text in it. */
  readonly closable: boolean;
  readonly language: Language;
  readonly strings: TraceViewStrings;
}

export function SearchField({ search, onClose, closable, language, strings }: SearchFieldProps) {
  const { query, current, step } = search;
  const matchCount = search.matches.length;
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    // Keys in here are text; the tree must not act on them.
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };
  const count =
    query.trim() === ''
      ? ''
      : matchCount === 0
        ? strings.noMatch
        : strings.matchOf(formatCount(current + 1, language), formatCount(matchCount, language));
  return (
    <search class="tv-search">
      <Icon name="search" />
      <input
        ref={search.inputRef}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autocomplete="off"
        spellcheck={false}
        aria-label={strings.search}
        placeholder={strings.searchPlaceholder}
        value={query}
        onInput={(event) => search.setQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span class="tv-search-count" role="status">
        {count}
      </span>
      {matchCount > 0 && (
        <>
          <button type="button" class="tv-tool" aria-label={strings.previousMatch} onClick={() => step(-1)}>
            <Icon name="chevron-up" />
          </button>
          <button type="button" class="tv-tool" aria-label={strings.nextMatch} onClick={() => step(1)}>
            <Icon name="chevron-down" />
          </button>
        </>
      )}
      {(closable || query !== '') && (
        <button type="button" class="tv-tool" aria-label={strings.closeSearch} onClick={onClose}>
          <Icon name="x" />
        </button>
      )}
    </search>
  );
}
