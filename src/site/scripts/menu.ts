/** The menu is a modal dialog: the browser keeps focus inside, closes it on Escape and gives focus back. */
export function startMenu(): void {
  const menu = document.querySelector<HTMLDialogElement>('#menu');
  if (!menu) return;
  for (const opener of document.querySelectorAll<HTMLElement>('[data-open-menu]')) {
    opener.addEventListener('click', () => menu.showModal());
  }
  menu.addEventListener('click', (event) => {
    const { target } = event;
    // A click on the backdrop has the dialog itself as target; a link within the page closes it too.
    if (target === menu || (target instanceof Element && target.closest('a, [data-close]'))) menu.close();
  });
}
