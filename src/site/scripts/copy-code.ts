/** Adds a copy button to every code block of a lesson. Without script there is none, since it could do nothing. */
export function startCopyCode(): void {
  const template = document.querySelector<HTMLTemplateElement>('#copy-button');
  const announcer = document.querySelector<HTMLElement>('#announcer');
  if (!template) return;
  for (const box of document.querySelectorAll<HTMLElement>('.codebox')) {
    const button = template.content.firstElementChild?.cloneNode(true);
    const code = box.querySelector('code');
    if (!(button instanceof HTMLButtonElement) || !code) continue;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText([...code.children].map((line) => line.textContent).join('\n'));
      button.toggleAttribute('data-done', true);
      if (announcer) announcer.textContent = button.dataset['copied'] ?? '';
      setTimeout(() => {
        button.removeAttribute('data-done');
        if (announcer) announcer.textContent = '';
      }, 1500);
    });
    box.append(button);
  }
}
