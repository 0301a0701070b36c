/**
 * Runs in the head, before anything is painted: the reader's theme, code language and column width, so that no page
 * flashes in another shape. Kept as text because it must be inline; storage may be blocked, and then the defaults hold.
 */
export const storageKeys = {
  theme: 'otlp-academy.theme',
  codeLanguage: 'otlp-academy.code-language',
  split: 'otlp-academy.split',
} as const;

export const beforePaint = `(() => {
  const root = document.documentElement;
  const read = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const theme = read('${storageKeys.theme}');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  root.dataset.codeLanguage = read('${storageKeys.codeLanguage}') === 'go' ? 'go' : 'ts';
  const split = Number(read('${storageKeys.split}'));
  if (split >= 25 && split <= 75) root.style.setProperty('--split', split + '%');
  root.dataset.script = '';
})();`;
