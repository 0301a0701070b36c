import ts from 'typescript';

/** A doc comment as plain text: its prose, then deprecation, parameters and what is returned, a line each. */
export function documentationOf(
  prose: readonly ts.SymbolDisplayPart[] | undefined,
  tags: readonly ts.JSDocTagInfo[] | undefined,
): string {
  const lines = (tags ?? []).flatMap(({ name, text }) => {
    if (!SHOWN.has(name)) return [];
    const words = ts.displayPartsToString([...(text ?? [])]).trim();
    return words === '' ? [`@${name}`] : [`@${name} ${words}`];
  });
  return [ts.displayPartsToString([...(prose ?? [])]).trim(), lines.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

const SHOWN = new Set(['deprecated', 'param', 'returns', 'throws', 'experimental', 'default']);
