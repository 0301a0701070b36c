import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../grading/text.ts';
import { Icon } from './icon.tsx';
import { formatDuration } from './layout/duration.ts';
import type { TraceGroup } from './layout/group-traces.ts';
import { formatCount, type TraceViewStrings } from './strings.ts';

interface TraceChooserProps {
  readonly traces: readonly TraceGroup[];
  readonly chosen: TraceGroup;
  readonly onChoose: (traceId: string) => void;
  readonly language: Language;
  readonly strings: TraceViewStrings;
}

/** Which of several traces to show: a button that opens a list. */
export function TraceChooser({ traces, chosen, onChoose, language, strings }: TraceChooserProps) {
  const uid = useId();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const firstStart = traces[0]?.startUnixNano ?? 0n;

  const show = () => {
    setAt(Math.max(0, traces.indexOf(chosen)));
    setOpen(true);
  };
  const hide = () => {
    setOpen(false);
    button.current?.focus();
  };
  const choose = (trace: TraceGroup | undefined) => {
    if (trace) onChoose(trace.traceId);
    hide();
  };

  useLayoutEffect(() => {
    if (open) list.current?.focus();
  }, [open]);
  useLayoutEffect(() => {
    if (open) list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [open, at]);
  useEffect(() => {
    if (!open) return;
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [open]);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    event.stopPropagation();
    const last = traces.length - 1;
    const target = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last }[
      event.key
    ];
    if (target !== undefined) setAt(target);
    else if (event.key === 'Enter' || event.key === ' ') choose(traces[at]);
    else if (event.key === 'Escape') hide();
    else if (event.key === 'Tab') setOpen(false);
    if (event.key !== 'Tab') event.preventDefault();
  };

  return (
    <div class="tv-chooser" ref={root}>
      <button
        ref={button}
        type="button"
        class="tv-button"
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={open ? `${uid}-list` : undefined}
        onClick={() => (open ? hide() : show())}
      >
        {strings.traces(traces.length, formatCount(traces.length, language))}
        <Icon name="chevron-down" />
      </button>
      <span class="tv-chosen">
        <strong>{chosen.name || strings.unnamed}</strong>
        <TraceFacts trace={chosen} language={language} strings={strings} />
      </span>
      {open && (
        <div
          id={`${uid}-list`}
          class="tv-options"
          role="listbox"
          aria-label={strings.chooseTrace}
          aria-activedescendant={`${uid}-${at}`}
          tabIndex={0}
          ref={list}
          onKeyDown={onKeyDown}
        >
          {traces.map((trace, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the listbox has the focus and the keys
            <div
              key={trace.traceId}
              id={`${uid}-${index}`}
              role="option"
              class={index === at ? 'tv-option is-active' : 'tv-option'}
              aria-selected={trace === chosen}
              onClick={() => choose(trace)}
              onPointerMove={() => setAt(index)}
            >
              <span class="tv-option-name">
                {trace.errorCount > 0 && <Icon name="circle-alert" />}
                <span>{trace.name || strings.unnamed}</span>
              </span>
              <TraceFacts
                trace={trace}
                after={trace.startUnixNano - firstStart}
                language={language}
                strings={strings}
              />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

type TraceFactsProps = Pick<TraceChooserProps, 'language' | 'strings'> & {
  readonly trace: TraceGroup;
  /** ns since the first trace: what tells equal ones apart. */
  readonly after?: bigint;
};

function TraceFacts({ trace, after, language, strings }: TraceFactsProps) {
  const spans = strings.spans(trace.spans.length, formatCount(trace.spans.length, language));
  const facts = [trace.service || strings.noService, spans];
  if (!trace.hasRoot) facts.push(strings.noRoot);
  if (trace.errorCount > 0)
    facts.push(strings.errors(trace.errorCount, formatCount(trace.errorCount, language)));
  if (after !== undefined) facts.push(strings.startsAtTime(formatDuration(after)));
  return (
    <>
      <span class="tv-option-facts">{facts.join(' · ')}</span>
      <span class="tv-option-duration">{formatDuration(trace.lengthNs)}</span>
    </>
  );
}
