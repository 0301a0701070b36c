import type { Field } from './message-type.ts';

/**
 * Where a reader is, so that an error can name the field. Readers push and pop on every nested message, so this
 * only stores; the text is made when an error needs it.
 */
export class FieldPath {
  readonly #names: string[] = [];
  readonly #indexes: number[] = [];
  #length = 0;
  #leaf = '';

  /** Enters a nested message; `index` is its place in a repeated field, -1 in a singular one. */
  push(name: string, index: number): void {
    this.#names[this.#length] = name;
    this.#indexes[this.#length] = index;
    this.#length++;
    this.#leaf = '';
  }

  pop(): void {
    this.#length--;
    this.#leaf = '';
  }

  /** Names the field being read in the current message; `undefined` between fields. */
  at(field: Pick<Field, 'name'> | undefined): void {
    this.#leaf = field === undefined ? '' : field.name;
  }

  toString(): string {
    const segments: string[] = [];
    for (let i = 0; i < this.#length; i++) {
      const index = this.#indexes[i] ?? -1;
      segments.push(`${this.#names[i]}${index < 0 ? '' : `[${index}]`}`);
    }
    if (this.#leaf !== '') segments.push(this.#leaf);
    return segments.join('.');
  }
}
