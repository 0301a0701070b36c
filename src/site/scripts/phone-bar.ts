/** "Checks" leads to the results and opens their tab; before the lab is ready the click is replayed by `client:touch`. */
export function startPhoneBar(): void {
  for (const link of document.querySelectorAll<HTMLElement>('[data-show-tab]')) {
    link.addEventListener('click', () => {
      document
        .querySelector<HTMLElement>(`#lab [role="tab"][id$="-tab-${link.dataset['showTab']}"]`)
        ?.click();
    });
  }
}
