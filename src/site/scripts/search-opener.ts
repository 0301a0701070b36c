/** Opens the search dialog by button, Ctrl/Cmd+K or "/". What searches is loaded at the first opening. */
export function startSearchOpener(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#search');
  if (!dialog) return;
  const open = () => {
    if (dialog.open) return;
    document.querySelector<HTMLDialogElement>('#menu')?.close();
    dialog.showModal();
    void import('./search/search-dialog.ts').then(({ startSearch }) => startSearch(dialog));
  };
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
