import { useEffect, useState } from 'preact/hooks';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'loaded'; readonly value: T }
  | { readonly state: 'failed'; readonly reason: string };

/** Code that is fetched once the component is on the page. `load` must be the same function at every render. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  useEffect(() => {
    let gone = false;
    load().then(
      (value) => gone || setLoaded({ state: 'loaded', value }),
      (error: unknown) =>
        gone ||
        setLoaded({ state: 'failed', reason: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      gone = true;
    };
  }, [load]);
  return loaded;
}
