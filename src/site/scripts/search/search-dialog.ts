/**
 * The search dialog. Results are plain links in groups; arrow keys move through them from the input and back. Every
 * text comes from data attributes of the page.
 */
import { fill } from '../../strings/fill.ts';
import { type FoundPage, loadPagefind } from './pagefind.ts';
import { groupResults, sectionsOf } from './result-groups.ts';

const PAGES = 12;
const SECTIONS_OF_A_PAGE = 3;
const PAUSE_MS = 120;

let started = false;

export function startSearch(dialog: HTMLDialogElement): void {
  const input = dialog.querySelector<HTMLInputElement>('input');
  const list = dialog.querySelector<HTMLElement>('[data-results]');
  const status = dialog.querySelector<HTMLElement>('[role="status"]');
  if (!input || !list || !status) return;
  if (started) return;
  started = true;

  const text = (name: string) => dialog.dataset[name] ?? '';
  let latest = 0;

  const say = (message: string, failed = false) => {
    status.textContent = message;
    status.toggleAttribute('data-failed', failed);
  };

  const search = async () => {
    const turn = ++latest;
    const query = input.value.trim();
    if (query === '') {
      list.replaceChildren();
      say(text('hint'));
      return;
    }
    if (import.meta.env.DEV) {
      say(text('development'));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    if (turn !== latest) return;
    if (list.childElementCount === 0) say(text('loading'));
    try {
      const pagefind = await loadPagefind(text('base'));
      const { results } = await pagefind.search(query);
      const pages = await Promise.all(results.slice(0, PAGES).map((result) => result.data()));
      if (turn !== latest) return;
      list.replaceChildren(...groupResults(pages, text('otherPages')).map(groupElement));
      list.scrollTop = 0;
      if (results.length === 0) say(fill(text('empty'), { query }));
      else say(fill(text(results.length === 1 ? 'countOne' : 'countMany'), { count: results.length }));
    } catch {
      if (turn !== latest) return;
      list.replaceChildren();
      say(text('failed'), true);
    }
  };

  const links = () => [...list.querySelectorAll<HTMLAnchorElement>('a')];
  input.addEventListener('input', () => void search());
  dialog.addEventListener('keydown', (event) => {
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement);
    if (event.key === 'Escape') {
      // A search field would first empty itself and leave the dialog open.
      event.preventDefault();
      dialog.close();
      return;
    }
    if (event.key === 'Enter' && document.activeElement === input) {
      event.preventDefault();
      all[0]?.click();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') {
      // Typing while a result has focus goes on with the query.
      if (at >= 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey)
        input.focus();
      return;
    }
    event.preventDefault();
    const to = event.key === 'ArrowDown' ? at + 1 : at - 1;
    if (to < 0) input.focus();
    else all[Math.min(to, all.length - 1)]?.focus();
  });
  void search();
}

function groupElement(group: { readonly title: string; readonly pages: readonly FoundPage[] }): HTMLElement {
  const section = document.createElement('section');
  const heading = document.createElement('h2');
  heading.className = 'label';
  heading.textContent = group.title;
  const list = document.createElement('ul');
  for (const page of group.pages) {
    list.append(item(page.url, page.meta['title'] ?? page.url, page.excerpt, 'page', page.meta['number']));
    for (const part of sectionsOf(page, SECTIONS_OF_A_PAGE))
      list.append(item(part.url, part.title, part.excerpt, 'part'));
  }
  section.append(heading, list);
  return section;
}

function item(
  url: string,
  title: string,
  excerpt: string,
  kind: 'page' | 'part',
  number?: string,
): HTMLElement {
  const row = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  link.className = kind;
  const name = document.createElement('strong');
  name.textContent = number === undefined ? title : `${number} ${title}`;
  const found = document.createElement('span');
  found.append(...markedText(excerpt));
  link.append(name, found);
  row.append(link);
  return row;
}

/** Pagefind's excerpt as text and `<mark>` only, whatever else the HTML might hold. */
function markedText(html: string): Node[] {
  const parsed = document.createElement('template');
  parsed.innerHTML = html;
  return [...parsed.content.childNodes].map((node) => {
    if (!(node instanceof HTMLElement) || node.tagName !== 'MARK')
      return document.createTextNode(node.textContent ?? '');
    const mark = document.createElement('mark');
    mark.textContent = node.textContent;
    return mark;
  });
}
