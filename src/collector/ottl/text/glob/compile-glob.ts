/**
 * Puts the matchers of a glob together as gobwas/glob does. What is joined into one matcher, and in which order parts are
 * looked for, decides where its matchers are wrong: so it has to be the same.
 */
import { toByteString } from '../byte-string.ts';
import { Contains, Prefix, PrefixSuffix, Suffix } from './affix-matchers.ts';
import { Anything, AtLeast, AtMost, Nothing, OneOf, Text } from './character-matchers.ts';
import { commonParts } from './common-parts.ts';
import { AnyOf, Between, EveryOf, Row } from './compound-matchers.ts';
import type { GlobNode, GlobPattern } from './glob-tree.ts';
import type { Matcher } from './matcher.ts';

/** The matcher of a whole pattern. */
export function compilePattern(pattern: GlobPattern): Matcher {
  if (pattern.length === 0) return new Nothing();
  return simpler(splitUp(joinParts(pattern.map((node) => simpler(compileNode(node))))));
}

function compileNode(node: GlobNode): Matcher {
  switch (node.kind) {
    case 'text':
      return new Text(toByteString(node.text));
    case 'any':
      return new Anything();
    case 'single':
      return new OneOf(() => true, { any: true });
    case 'list': {
      const codes = new Set([...node.characters].map((character) => character.codePointAt(0) ?? 0));
      if (node.not) return new OneOf((code) => !codes.has(code), { excluded: toByteString(node.characters) });
      const isOne = [...node.characters].length === 1;
      return isOne ? new Text(toByteString(node.characters)) : new OneOf((code) => codes.has(code));
    }
    case 'range': {
      const low = node.low.codePointAt(0) ?? 0;
      const high = node.high.codePointAt(0) ?? 0;
      return new OneOf((code) => (code >= low && code <= high) !== node.not);
    }
    case 'anyOf':
      return compileAnyOf(node.patterns);
  }
}

function compileAnyOf(patterns: readonly GlobPattern[]): Matcher {
  const common = commonParts(patterns);
  if (common === undefined) return new AnyOf(patterns.map((each) => simpler(compilePattern(each))));
  const { left, rest, right } = common;
  const parts: Matcher[] = [];
  if (left.length > 0) parts.push(simpler(compilePattern(left)));
  const [first] = rest;
  if (rest.length > 1) parts.push(simpler(compileAnyOf(rest)));
  else if (first !== undefined && first.length > 0) parts.push(simpler(compilePattern(first)));
  if (right.length > 0) parts.push(simpler(compilePattern(right)));
  return simpler(splitUp(joinParts(parts)));
}

function simpler(matcher: Matcher): Matcher {
  if (matcher instanceof AnyOf && matcher.alternatives.length === 1) {
    return matcher.alternatives[0] ?? matcher;
  }
  return matcher instanceof Between ? simplerBetween(matcher) : matcher;
}

function simplerBetween({ part, ...around }: Between): Matcher {
  const before = around.before && simpler(around.before);
  const after = around.after && simpler(around.after);
  if (part instanceof Text) {
    const { text } = part;
    if (before === undefined) {
      if (after === undefined) return part;
      if (after instanceof Anything) return new Prefix(text);
      if (after instanceof Suffix) return new PrefixSuffix(text, after.text);
    } else if (before instanceof Anything) {
      if (after instanceof Anything) return new Contains(text, false);
      if (after === undefined) return new Suffix(text);
    } else if (before instanceof Prefix && after === undefined) return new PrefixSuffix(before.text, text);
  }
  return new Between(part, before, after);
}

/** Looks for the longest part of a known length first, with the others before and after it. */
function splitUp(parts: readonly Matcher[]): Matcher {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const joined = join(parts);
  if (joined !== undefined) return joined;
  let longest = -1;
  parts.forEach(({ length }, index) => {
    if (length !== -1 && length >= (parts[longest]?.length ?? -1)) longest = index;
  });
  const at = Math.max(longest, 0);
  const part = parts[at] ?? new Nothing();
  const before = parts.slice(0, at);
  const after = parts.slice(at + 1);
  return new Between(
    part,
    before.length > 0 ? splitUp(before) : undefined,
    after.length > 0 ? splitUp(after) : undefined,
  );
}

/** Joins neighbours into one matcher as long as some can be, the longest stretch first. */
function joinParts(all: readonly Matcher[]): readonly Matcher[] {
  let parts = all;
  for (;;) {
    const next = joinOnce(parts);
    if (next.length === parts.length) return next;
    parts = next;
  }
}

function joinOnce(parts: readonly Matcher[]): readonly Matcher[] {
  let best: { readonly joined: Matcher; readonly from: number; readonly to: number } | undefined;
  for (let from = 0; from < parts.length; from += 1) {
    for (let to = parts.length; to > from + 1; to -= 1) {
      const joined = join(parts.slice(from, to));
      if (joined === undefined) continue;
      const isLonger = best !== undefined && best.joined.length > -1 && joined.length > best.joined.length;
      if (best === undefined || isLonger || to - from > best.to - best.from) best = { joined, from, to };
    }
  }
  return best === undefined ? parts : parts.toSpliced(best.from, best.to - best.from, best.joined);
}

function join(parts: readonly Matcher[]): Matcher | undefined {
  if (parts.length < 2) return undefined;
  return joinWildcards(parts) ?? (parts.every(({ length }) => length !== -1) ? new Row(parts) : undefined);
}

/** `*`, `?` and lists that are negated, all with the same characters: a count of characters says the same. */
function joinWildcards(parts: readonly Matcher[]): Matcher | undefined {
  let anything = false;
  let count = 0;
  let excluded: string | undefined;
  for (const part of parts) {
    let characters = '';
    if (part instanceof Anything) anything = true;
    else if (part instanceof OneOf && (part.isAny || part.excluded !== undefined)) {
      characters = part.excluded ?? '';
      count += 1;
    } else return undefined;
    excluded ??= characters;
    if (excluded !== characters) return undefined;
  }
  if (anything) return count === 0 ? new Anything() : new AtLeast(count);
  const all: Matcher[] = [new AtLeast(count), new AtMost(count)];
  if (excluded !== undefined && excluded !== '') all.push(new Contains(excluded, true));
  return new EveryOf(all);
}
