/** The site's colours for xterm, which takes values and no variables. */
import type { ITheme } from '@xterm/xterm';

/** Bright ones are the same hues: the tokens are chosen for contrast on the surface, and there is one set a theme. */
const tokens = {
  background: '--surface',
  foreground: '--text',
  cursor: '--accent',
  cursorAccent: '--on-accent',
  selectionBackground: '--selected',
  selectionForeground: '--text',
  black: '--text-3',
  red: '--fail',
  green: '--pass',
  yellow: '--warn',
  blue: '--syn-function',
  magenta: '--syn-keyword',
  cyan: '--accent',
  white: '--text-2',
  brightBlack: '--text-3',
  brightRed: '--fail',
  brightGreen: '--pass',
  brightYellow: '--warn',
  brightBlue: '--syn-function',
  brightMagenta: '--syn-keyword',
  brightCyan: '--accent',
  brightWhite: '--text',
} as const satisfies ITheme;

export function terminalTheme(parent: HTMLElement): ITheme {
  // `light-dark()` is only decided for an element.
  const probe = parent.appendChild(document.createElement('i'));
  const theme = Object.fromEntries(
    Object.entries(tokens).map(([part, token]) => {
      probe.style.color = `var(${token})`;
      return [part, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return theme;
}

/** Calls back when the reader or the system switches between light and dark. Returns how to stop that. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}
