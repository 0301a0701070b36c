/** Something loaded on first need and kept; a failure is forgotten, so that the next need tries again. */
export interface LoadOnce<T> {
  get(): Promise<T>;
  /** Disposes of it, also of one that is still loading; the next `get` loads another. */
  drop(): Promise<void>;
}

export function loadOnce<T>(
  load: () => Promise<T>,
  dispose: (loaded: T) => unknown = () => undefined,
): LoadOnce<T> {
  let loading: Promise<T> | undefined;
  return {
    get() {
      if (loading) return loading;
      const mine = load();
      loading = mine;
      mine.catch(() => {
        if (loading === mine) loading = undefined;
      });
      return mine;
    },
    async drop() {
      const dropped = loading;
      loading = undefined;
      await dropped?.then(dispose, () => undefined);
    },
  };
}
