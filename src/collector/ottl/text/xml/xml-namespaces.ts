import type { XmlName } from './xml-scanner.ts';
import type { XmlAttribute } from './xml-tokens.ts';

const XML_URL = 'http://www.w3.org/XML/1998/namespace';

/** What prefixes stand for in each open element. */
export class XmlNamespaces {
  /** The URLs of each prefix, that of the innermost element last. */
  readonly #urls = new Map<string, string[]>();
  /** The prefixes that each open element declares. */
  readonly #declared: string[][] = [];

  enter(attributes: readonly XmlAttribute[]): void {
    const declared: string[] = [];
    for (const { name, value } of attributes) {
      const isDefault = name.space === '' && name.local === 'xmlns';
      if (name.space !== 'xmlns' && !isDefault) continue;
      const prefix = isDefault ? '' : name.local;
      declared.push(prefix);
      const urls = this.#urls.get(prefix);
      if (urls === undefined) this.#urls.set(prefix, [value]);
      else urls.push(value);
    }
    this.#declared.push(declared);
  }

  leave(): void {
    for (const prefix of this.#declared.pop() ?? []) this.#urls.get(prefix)?.pop();
  }

  /** The name with the URL of its prefix; a prefix that isn't declared stays. Attributes have no default. */
  translate(name: XmlName, isElement: boolean): XmlName {
    const { space, local } = name;
    if (space === 'xmlns' || (space === '' && (!isElement || local === 'xmlns'))) return name;
    const key = space === 'xml' ? XML_URL : space;
    return { space: this.#urls.get(key)?.at(-1) ?? key, local };
  }
}
