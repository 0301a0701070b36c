import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** Size of an element in px; `undefined` until it is measured (on the server: always). */
export function useSize(element: RefObject<HTMLElement>): { width: number; height: number } | undefined {
  const [size, setSize] = useState<{ width: number; height: number }>();
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const measure = () => setSize({ width: target.clientWidth, height: target.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element.current]);
  return size;
}

/** Scroll position of an element, rounded down to whole steps, so that most scroll events change nothing. */
export function useScrollTop(element: RefObject<HTMLElement>, step: number): number {
  const [top, setTop] = useState(0);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const read = () => setTop(Math.floor(target.scrollTop / step) * step);
    read();
    target.addEventListener('scroll', read, { passive: true });
    return () => target.removeEventListener('scroll', read);
  }, [element.current, step]);
  return top;
}

/** px of one rem: readers may choose another size than 16. */
export function useRem(): number {
  const [rem, setRem] = useState(16);
  useLayoutEffect(() => {
    setRem(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
  }, []);
  return rem;
}

/** True while the page is being printed: then every row must be in the document. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const start = () => setPrinting(true);
    const stop = () => setPrinting(false);
    addEventListener('beforeprint', start);
    addEventListener('afterprint', stop);
    return () => {
      removeEventListener('beforeprint', start);
      removeEventListener('afterprint', stop);
    };
  }, []);
  return printing;
}
