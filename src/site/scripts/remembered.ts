/** Small choices of the reader. Where storage is blocked they last until the page closes. */
export function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // The choice still holds on this page.
  }
}
