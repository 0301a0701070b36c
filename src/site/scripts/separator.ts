import { storageKeys } from './before-paint.ts';
import { remember } from './remembered.ts';

const MIN = 25;
const MAX = 75;
const STEP = 2;

/** The bar between text and workbench: dragged, or moved by arrow keys, Home and End; a double click resets it. */
export function startSeparator(): void {
  const bar = document.querySelector<HTMLElement>('.gutter');
  const split = bar?.closest('.split');
  const read = split?.querySelector('.read');
  if (!bar || !split || !read) return;
  const root = document.documentElement;

  const percent = () => (read.getBoundingClientRect().width / split.getBoundingClientRect().width) * 100;
  const announce = () => bar.setAttribute('aria-valuenow', String(Math.round(percent())));
  const set = (value: number) => {
    const kept = Math.min(MAX, Math.max(MIN, Math.round(value * 10) / 10));
    root.style.setProperty('--split', `${kept}%`);
    remember(storageKeys.split, String(kept));
    announce();
  };

  bar.addEventListener('pointerdown', (down) => {
    if (down.button !== 0) return;
    bar.setPointerCapture(down.pointerId);
    root.toggleAttribute('data-resizing', true);
    const drag = (move: PointerEvent) => {
      const { left, width } = split.getBoundingClientRect();
      set(((move.clientX - left) / width) * 100);
    };
    bar.addEventListener('pointermove', drag);
    bar.addEventListener(
      'lostpointercapture',
      () => {
        bar.removeEventListener('pointermove', drag);
        root.removeAttribute('data-resizing');
      },
      { once: true },
    );
  });
  bar.addEventListener('dblclick', () => {
    root.style.removeProperty('--split');
    remember(storageKeys.split, undefined);
    announce();
  });
  bar.addEventListener('keydown', (event) => {
    const to = { ArrowLeft: percent() - STEP, ArrowRight: percent() + STEP, Home: MIN, End: MAX }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    set(to);
  });
  announce();
}
