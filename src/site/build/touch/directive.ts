/**
 * `client:touch`. The island hydrates at the first sign that the reader is about to use it. Clicks and Ctrl/Cmd+Enter
 * that come before it is ready are held back and replayed in order afterwards, each once, so that pressing Run on a
 * page that has just opened runs the program. `data-touch` on the island says "loading", and "failed" when its
 * script could not be fetched; the next touch then tries again.
 */
import type { ClientDirective } from 'astro';
import { RecordedIntents } from './recorded-intents.ts';

const SIGNS = ['pointerenter', 'pointerdown', 'touchstart', 'focusin', 'click', 'keydown'] as const;
const HELD_BACK: ReadonlySet<string> = new Set(['click', 'keydown']);

const touch: ClientDirective = (load, _options, island) => {
  const intents = new RecordedIntents();
  const listening = new AbortController();
  let loading = false;

  const hear = (event: Event) => {
    if (intents.record(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (!loading) void hydrate();
  };

  const hydrate = async () => {
    loading = true;
    island.dataset['touch'] = 'loading';
    const start = await load();
    await start();
    loading = false;
    // Astro reports a failed load as an event and leaves the island as it was.
    if (island.hasAttribute('ssr')) {
      island.dataset['touch'] = 'failed';
      intents.forget();
      return;
    }
    delete island.dataset['touch'];
    listening.abort();
    intents.replay();
  };

  // Captured: the island is `display: contents`, so a pointer enters only what is inside.
  for (const sign of SIGNS) {
    const passive = !HELD_BACK.has(sign);
    island.addEventListener(sign, hear, { capture: true, passive, signal: listening.signal });
  }
};

export default touch;
