/** What the reader asked of an island that was not listening yet. */
export class RecordedIntents {
  readonly #clicked = new Set<Element>();
  #runFrom: { readonly target: Element; readonly init: KeyboardEventInit } | undefined;

  /** Remembers a click or a Ctrl/Cmd+Enter; `false` for anything else, which then takes its usual way. */
  record(event: Event): boolean {
    if (!(event.target instanceof Element)) return false;
    if (event.type === 'click') {
      // A second click on the same control is impatience, not a second wish.
      this.#clicked.add(event.target);
      return true;
    }
    if (event.type === 'keydown' && event instanceof KeyboardEvent && isRunShortcut(event)) {
      const { key, code, ctrlKey, metaKey } = event;
      const init = { key, code, ctrlKey, metaKey, bubbles: true, cancelable: true };
      this.#runFrom = { target: event.target, init };
      return true;
    }
    return false;
  }

  /** Does what was asked, once. A target that hydration replaced is gone, and its wish with it. */
  replay(): void {
    const clicked = [...this.#clicked];
    const run = this.#runFrom;
    this.forget();
    for (const target of clicked) {
      if (target.isConnected)
        target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    }
    if (run?.target.isConnected) run.target.dispatchEvent(new KeyboardEvent('keydown', run.init));
  }

  forget(): void {
    this.#clicked.clear();
    this.#runFrom = undefined;
  }
}

function isRunShortcut(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey);
}
