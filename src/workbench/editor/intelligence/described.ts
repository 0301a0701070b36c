import type { Description } from '../../../runtime/compile/language/answers.ts';

/** A signature and its doc comment as text, never as markup: both can quote the learner's program. */
export function described({ signature, documentation }: Description): HTMLElement {
  const box = document.createElement('div');
  box.className = 'cm-described';
  const code = document.createElement('code');
  code.textContent = signature;
  box.append(code);
  if (documentation !== '') {
    const prose = document.createElement('p');
    prose.textContent = readable(documentation);
    box.append(prose);
  }
  return box;
}

/** Without the marks of links: `{@link Span}` reads "Span". */
function readable(documentation: string): string {
  return documentation.replace(
    /\{@link(?:code|plain)?\s+([^}|]*?)(?:\s*\|\s*([^}]*))?\}/g,
    (_all, target: string, words?: string) => words ?? target,
  );
}
