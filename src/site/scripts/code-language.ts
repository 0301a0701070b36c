import { storageKeys } from './before-paint.ts';
import { remember } from './remembered.ts';

/** `<CodeTabs>`: one choice for the whole site, shown by an attribute of the root that the stylesheet reads. */
export function startCodeLanguage(): void {
  const lists = [...document.querySelectorAll<HTMLElement>('.codetabs > [role="tablist"]')];
  const tabs = lists.flatMap((list) => [...list.querySelectorAll<HTMLElement>('[role="tab"]')]);

  const show = () => {
    const language = document.documentElement.dataset['codeLanguage'];
    for (const tab of tabs) {
      const selected = tab.dataset['language'] === language;
      tab.setAttribute('aria-selected', String(selected));
      tab.tabIndex = selected ? 0 : -1;
    }
  };

  const choose = (tab: HTMLElement) => {
    const language = tab.dataset['language'];
    if (language === undefined) return;
    // Blocks above may change height; the one in use must not move.
    const before = tab.getBoundingClientRect().top;
    document.documentElement.dataset['codeLanguage'] = language;
    remember(storageKeys.codeLanguage, language);
    show();
    window.scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: 'instant' });
  };

  for (const list of lists) {
    list.addEventListener('click', (event) => {
      const tab = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="tab"]') : null;
      if (tab) choose(tab);
    });
    list.addEventListener('keydown', (event) => {
      const own = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
      const at = own.findIndex((tab) => tab === event.target);
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: own.length - 1 }[event.key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      const tab = own[(to + own.length) % own.length];
      tab?.focus();
      if (tab) choose(tab);
    });
  }
  show();
}
