import { GoRegExpError } from './re2-error.ts';
import { translateRe2 } from './re2-translate.ts';

/** What a group matched; `undefined` where it took no part. */
export type Groups = readonly (string | undefined)[];

/** Where groups are in the text, from and to as for `slice`; `undefined` where one took no part. */
export type Places = readonly (readonly [number, number] | undefined)[];

/** A compiled expression of Go's regexp package. */
export class GoRegExp {
  /** As it was written. */
  readonly expression: string;
  /** The names of the groups by number; '' where there is none (SubexpNames). */
  readonly groupNames: readonly string[];
  readonly #pattern: RegExp;
  readonly #everywhere: RegExp;
  #placing: RegExp | undefined;

  /** Throws GoRegExpError with Go's message: "error parsing regexp: missing closing ): `(`". */
  constructor(expression: string) {
    const { source, flags, groups } = translateRe2(expression);
    this.expression = expression;
    this.groupNames = groups;
    try {
      this.#pattern = new RegExp(source, flags);
      this.#everywhere = new RegExp(source, `${flags}g`);
    } catch (error) {
      throw new GoRegExpError(`known, but not supported here (${String(error)})`, expression);
    }
  }

  /** Whether it matches anywhere in the text (MatchString). */
  test(text: string): boolean {
    return this.#pattern.test(text);
  }

  /** The first match and its groups (FindStringSubmatch). */
  find(text: string): Groups | undefined {
    return this.#pattern.exec(text) ?? undefined;
  }

  /** Where the first match and its groups are (FindStringSubmatchIndex). */
  findPlaces(text: string): Places | undefined {
    // Compiled when it is asked for: to note places costs time.
    this.#placing ??= new RegExp(this.#pattern.source, `${this.#pattern.flags}d`);
    return this.#placing.exec(text)?.indices;
  }

  /** Replaces every match by the template, in which `$1`, `${1}` and `${name}` stand for groups (ReplaceAllString). */
  replaceAll(text: string, template: string): string {
    return this.replaceAllBy(text, (groups) => this.expand(template, groups));
  }

  /** An empty match right after another match is none, as in Go. */
  replaceAllBy(text: string, replacement: (groups: Groups) => string): string {
    let result = '';
    let end = 0;
    let changed = false;
    for (const match of text.matchAll(this.#everywhere)) {
      if (match[0] === '' && changed && match.index === end) continue;
      result += text.slice(end, match.index) + replacement(match);
      end = match.index + match[0].length;
      changed = true;
    }
    return changed ? result + text.slice(end) : text;
  }

  /** Fills a template in (Expand). A group that isn't there is empty. */
  expand(template: string, groups: Groups): string {
    if (!template.includes('$')) return template;
    return template.replace(
      /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
      (_, dollar, braced, plain) => {
        if (dollar !== undefined) return '$';
        return this.#group((braced ?? plain) as string, groups) ?? '';
      },
    );
  }

  #group(name: string, groups: Groups): string | undefined {
    // Other numbers are names.
    if (/^(?:0|[1-9]\d{0,8})$/.test(name)) return groups[Number(name)];
    // Of several groups of the name, the first that took part.
    for (let number = 1; number < this.groupNames.length; number += 1) {
      if (this.groupNames[number] === name && groups[number] !== undefined) return groups[number];
    }
    return undefined;
  }
}
