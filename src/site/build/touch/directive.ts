/**
 * `client:touch`. The island hydrates at the first sign that the reader is about to use it. Clicks and Ctrl/Cmd+Enter
 * that come before it is ready are held back and replayed in order afterwards, each once, so that pressing Run on a
 * page that has just opened runs the program. Meanwhile `data-loading` says so to the stylesheet.
 */
import type { ClientDirective } from 'astro';
import { RecordedIntents } from './recorded-intents.ts';

const SIGNS = ['pointerenter', 'pointerdown', 'touchstart', 'focusin', 'click', 'keydown'] as const;

const touch: ClientDirective = (load, _options, island) => {
  const intents = new RecordedIntents();
  // The island is `display: contents`, so the pointer enters its children only.
  const listening = new AbortController();
  let started = false;

  const hear = (event: Event) => {
    if (intents.record(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (started) return;
    started = true;
    island.toggleAttribute('data-loading', true);
    void start();
  };

  const start = async () => {
    try {
      const hydrate = await load();
      await hydrate();
    } finally {
      listening.abort();
      island.removeAttribute('data-loading');
    }
    intents.replay();
  };

  for (const sign of SIGNS) island.addEventListener(sign, hear, { capture: true, signal: listening.signal });
};

export default touch;
