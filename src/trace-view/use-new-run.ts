import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isNewRun, type TraceGroup } from './layout/group-traces.ts';

/** The last of 20 bars starts after 19 × 18 ms and takes 420 ms. */
const DRAWING_MS = 900;

/** True from the first spans of a run until its bars are drawn. More spans of the same run don't start it again. */
export function useNewRun(traces: readonly TraceGroup[], animate: boolean): boolean {
  const before = useRef<readonly TraceGroup[]>(traces);
  const [run, setRun] = useState(animate && traces.length > 0 ? 1 : 0);
  const [drawn, setDrawn] = useState(0);

  useLayoutEffect(() => {
    if (traces === before.current || traces.length === 0) return;
    if (animate && isNewRun(before.current, traces)) setRun((count) => count + 1);
    before.current = traces;
  }, [traces, animate]);
  useEffect(() => {
    const timer = setTimeout(() => setDrawn(run), DRAWING_MS);
    return () => clearTimeout(timer);
  }, [run]);
  return run !== drawn;
}
