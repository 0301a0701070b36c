import type { Visited } from '../offline/built-site.ts';

/** Has the site kept for later without a network. Only where it was built: an author wants every change at once. */
export function startOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  addEventListener('load', () => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => void register());
    else setTimeout(() => void register(), 2_000);
  });
}

async function register(): Promise<void> {
  const scope = import.meta.env.BASE_URL.replace(/\/?$/, '/');
  try {
    await navigator.serviceWorker.register(`${scope}sw.js`, { scope });
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage(whatIsHere());
  } catch {
    // Storage is full or forbidden: the site works as long as there is a network.
  }
}

function whatIsHere(): Visited {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const { saveData = false } = (navigator as { connection?: { saveData?: boolean } }).connection ?? {};
  const lab = document.querySelector('.split:not(.no-lab) astro-island') !== null;
  return {
    type: 'visited',
    page: location.href,
    urls: loaded.filter((url) => url.startsWith('http')),
    lab: lab && !saveData,
  };
}
