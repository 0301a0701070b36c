import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { searchRows } from './layout/search.ts';
import type { TraceModel } from './layout/trace-model.ts';

export interface SpanSearch {
  readonly inputRef: RefObject<HTMLInputElement>;
  /** Whether the field is asked for; on a page of its own it is there anyway. */
  readonly searching: boolean;
  readonly query: string;
  readonly matches: Int32Array;
  /** Index into `matches`; -1 for none. */
  readonly current: number;
  readonly open: () => void;
  readonly close: () => void;
  readonly setQuery: (query: string) => void;
  readonly step: (step: 1 | -1) => void;
}

/**
 * A search through the rows of a trace.
 *
 * @param active where the reader is: typing goes on from there, not from the top
 * @param onMatch called with the row that became the current match
 */
export function useSpanSearch(model: TraceModel, active: number, onMatch: (row: number) => void): SpanSearch {
  const inputRef = useRef<HTMLInputElement>(null);
  const [searching, setSearching] = useState(false);
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(-1);
  const matches = useMemo(() => searchRows(model, query), [model, query]);

  // Before the task of the key or tap ends, or phones don't show their keyboard.
  useLayoutEffect(() => {
    if (searching) inputRef.current?.focus();
  }, [searching]);

  const goTo = (found: Int32Array, at: number) => {
    const row = found[at];
    setCurrent(row === undefined ? -1 : at);
    if (row !== undefined) onMatch(row);
  };
  return {
    inputRef,
    searching,
    query,
    matches,
    current,
    open: () => {
      setSearching(true);
      inputRef.current?.focus();
    },
    close: () => {
      setSearching(false);
      setQuery('');
      setCurrent(-1);
    },
    setQuery: (text) => {
      setQuery(text);
      const found = searchRows(model, text);
      goTo(
        found,
        Math.max(
          0,
          found.findIndex((row) => row >= active),
        ),
      );
    },
    step: (step) => {
      if (matches.length > 0) goTo(matches, (current + step + matches.length) % matches.length);
    },
  };
}
