/** An element of a `LinkedList`; it is in one list at most. */
export interface Linked<T> {
  previous: T | undefined;
  next: T | undefined;
}

/**
 * Elements in order, of which any can be taken out at once. JavaScript's maps keep an order too, but the way to their
 * first entry leads past all that were deleted before it.
 */
export class LinkedList<T extends Linked<T>> {
  #first: T | undefined;
  #last: T | undefined;

  get first(): T | undefined {
    return this.#first;
  }

  push(element: T): void {
    element.previous = this.#last;
    element.next = undefined;
    if (this.#last === undefined) this.#first = element;
    else this.#last.next = element;
    this.#last = element;
  }

  remove(element: T): void {
    const { previous, next } = element;
    if (previous === undefined) this.#first = next;
    else previous.next = next;
    if (next === undefined) this.#last = previous;
    else next.previous = previous;
    element.previous = undefined;
    element.next = undefined;
  }
}
