/**
 * `<quiz-card>`: one question. An answer is chosen first and checked by the button (or Enter), so that moving through
 * the choices by arrow keys does not count as answering. Once checked, it is locked and says why.
 */
export class QuizCard extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    const button = this.querySelector<HTMLButtonElement>('button');
    form?.addEventListener('change', () => button?.removeAttribute('aria-disabled'));
    form?.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#check();
    });
  }

  #check(): void {
    if (this.hasAttribute('data-answered')) return;
    const hint = this.querySelector<HTMLElement>('[data-choose]');
    const chosen = this.querySelector<HTMLInputElement>('input:checked');
    if (!chosen) {
      if (hint) hint.textContent = hint.dataset['choose'] ?? '';
      return;
    }
    for (const input of this.querySelectorAll<HTMLInputElement>('input')) {
      const option = input.closest('.opt');
      option?.classList.toggle('is-right', input.hasAttribute('data-right'));
      option?.classList.toggle('is-wrong', input === chosen && !input.hasAttribute('data-right'));
      input.disabled = input !== chosen;
    }
    const verdict = this.querySelector<HTMLElement>('[data-verdict]');
    if (verdict) {
      const right = chosen.hasAttribute('data-right');
      verdict.textContent = `${(right ? verdict.dataset['correct'] : verdict.dataset['wrong']) ?? ''} `;
    }
    this.toggleAttribute('data-answered', true);
    // The button is gone now; focus moves to what was asked for.
    this.querySelector<HTMLElement>('.quiz-why')?.focus({ preventScroll: true });
  }
}
