import type { GlobNode, GlobPattern } from './glob-tree.ts';

/** What all alternatives begin and end with, and what is left of each. */
export interface CommonParts {
  readonly left: GlobPattern;
  /** The alternatives without it, each once. */
  readonly rest: readonly GlobPattern[];
  readonly right: GlobPattern;
}

/** `undefined` where they have nothing in common. */
export function commonParts(patterns: readonly GlobPattern[]): CommonParts | undefined {
  if (patterns.length < 2) return undefined;
  let shortest = 0;
  patterns.forEach((each, index) => {
    if (each.length < (patterns[shortest]?.length ?? 0)) shortest = index;
  });
  const model = patterns[shortest] ?? [];
  const others = patterns.filter((_, index) => index !== shortest);
  let left = 0;
  let right = 0;
  let leftEnded = false;
  let rightEnded = false;
  for (let at = 0; left + right < model.length && at < model.length && !(leftEnded && rightEnded); at += 1) {
    const back = model.length - 1 - at;
    for (const other of others) {
      if (leftEnded && rightEnded) break;
      leftEnded ||= !sameNodes(model[at], other[at]);
      // What is taken from the left can't be taken from the right.
      rightEnded ||= (!leftEnded && back <= at) || !sameNodes(model[back], other.at(-1 - at));
    }
    if (!leftEnded) left += 1;
    if (!rightEnded) right += 1;
  }
  if (left + right === 0) return undefined;
  const rest: GlobPattern[] = [];
  for (const each of patterns) {
    const middle = each.slice(left, each.length - right);
    if (!rest.some((known) => samePatterns(known, middle))) rest.push(middle);
  }
  return { left: model.slice(0, left), rest, right: model.slice(model.length - right) };
}

function samePatterns(a: GlobPattern, b: GlobPattern): boolean {
  return a.length === b.length && a.every((node, index) => sameNodes(node, b[index]));
}

function sameNodes(a: GlobNode | undefined, b: GlobNode | undefined): boolean {
  if (a === undefined || b === undefined || a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'any':
    case 'single':
      return true;
    case 'text':
      return b.kind === 'text' && a.text === b.text;
    case 'list':
      return b.kind === 'list' && a.not === b.not && a.characters === b.characters;
    case 'range':
      return b.kind === 'range' && a.not === b.not && a.low === b.low && a.high === b.high;
    case 'anyOf':
      return (
        b.kind === 'anyOf' &&
        a.patterns.length === b.patterns.length &&
        a.patterns.every((pattern, index) => samePatterns(pattern, b.patterns[index] ?? []))
      );
  }
}
