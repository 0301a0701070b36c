import { storageKeys } from './before-paint.ts';
import { remember } from './remembered.ts';

const order = ['system', 'light', 'dark'] as const;
type Theme = (typeof order)[number];

/** The header's button steps through system, light and dark; its name says which one holds. */
export function startThemeToggle(): void {
  const button = document.querySelector<HTMLButtonElement>('.theme-toggle');
  if (!button) return;
  const name = () => button.dataset[current()] ?? '';
  button.setAttribute('aria-label', name());
  button.title = name();
  button.addEventListener('click', () => {
    const next = order[(order.indexOf(current()) + 1) % order.length] ?? 'system';
    const root = document.documentElement;
    if (next === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = next;
    remember(storageKeys.theme, next === 'system' ? undefined : next);
    button.setAttribute('aria-label', name());
    button.title = name();
  });
}

function current(): Theme {
  const theme = document.documentElement.dataset['theme'];
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}
