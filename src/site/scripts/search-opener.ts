/** Opens the search dialog by button, Ctrl/Cmd+K or "/". What searches is loaded at the first opening. */
export function startSearchOpener(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#search');
  if (!dialog) return;
  const input = dialog.querySelector<HTMLInputElement>('input');
  const load = () => {
    import('./search/search-dialog.ts').then(
      ({ startSearch }) => startSearch(dialog),
      () => {
        const status = dialog.querySelector('[role="status"]');
        if (status) status.textContent = dialog.dataset['failed'] ?? '';
        status?.toggleAttribute('data-failed', true);
        input?.addEventListener('input', load, { once: true });
      },
    );
  };
  const open = () => {
    if (dialog.open) return;
    document.querySelector<HTMLDialogElement>('#menu')?.close();
    dialog.showModal();
    input?.select();
    load();
  };
  // Here, so that the dialog can be left also while, or when, its script does not come.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog || (target instanceof Element && target.closest('a, [data-close]'))) dialog.close();
  });
  for (const opener of document.querySelectorAll('[data-open-search]'))
    opener.addEventListener('click', open);
  document.addEventListener('keydown', (event) => {
    const shortcut =
      event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    const slash =
      event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
    if (event.defaultPrevented || !(shortcut || slash)) return;
    event.preventDefault();
    open();
  });
  if (!/Mac|iPhone|iPad/.test(navigator.userAgent)) {
    for (const key of document.querySelectorAll('[data-search-key]')) key.textContent = 'Ctrl K';
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
