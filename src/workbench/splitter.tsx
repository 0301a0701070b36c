import type { RefObject, TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWorkbench } from './use-workbench.ts';

const KEY = 'otlp-academy.workbench.editor-height';
const MIN = 20;
const MAX = 80;
const DEFAULT = 46;
const STEP = 2;

/** The bar between editor and results: dragged, or moved by the arrow keys, Home and End; a double click resets it. */
export function Splitter({ frame }: { readonly frame: RefObject<HTMLElement> }) {
  const { id, say } = useWorkbench();
  const [percent, setPercent] = useState(DEFAULT);

  useEffect(() => {
    const kept = Number(stored());
    if (kept >= MIN && kept <= MAX) setPercent(kept);
  }, []);
  useEffect(() => {
    // On the frame and not in its markup: the page is served with the stylesheet's default.
    if (percent === DEFAULT) frame.current?.style.removeProperty('--wb-edit');
    else frame.current?.style.setProperty('--wb-edit', `${percent}%`);
  }, [percent, frame]);

  const set = (wanted: number) => {
    const kept = Math.min(MAX, Math.max(MIN, Math.round(wanted)));
    setPercent(kept);
    store(String(kept));
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const to = { ArrowUp: percent - STEP, ArrowDown: percent + STEP, Home: MIN, End: MAX }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    set(to);
  };
  const onPointerDown = (event: TargetedPointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: TargetedPointerEvent<HTMLElement>) => {
    const box = frame.current?.getBoundingClientRect();
    const bar = event.currentTarget;
    if (!box || !bar.hasPointerCapture(event.pointerId)) return;
    // The run bar stands below the splitter and belongs to the editor's part.
    const below = (bar.parentElement?.getBoundingClientRect().bottom ?? 0) - bar.getBoundingClientRect().top;
    set(((event.clientY + below - box.top) / box.height) * 100);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> can't be moved.
    <div
      class="wb-splitter"
      role="separator"
      aria-orientation="horizontal"
      aria-label={say('splitter.label')}
      aria-controls={`${id}-code`}
      aria-valuemin={MIN}
      aria-valuemax={MAX}
      aria-valuenow={percent}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDblClick={() => set(DEFAULT)}
    />
  );
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function store(value: string): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // Kept for this page only.
  }
}
