/** Marks the link to what is being read: the section in the lesson list, and the part in the phone's bar. */
export function startPlaceOnPage(): void {
  follow('.side .sections a');
  follow('.phonebar a');
}

/** Follows the last target whose top is above the line at 45 % of the window, however the reader got there. */
function follow(selector: string): void {
  const targets = new Map<Element, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>(selector)) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) targets.set(target, link);
  }
  const passed = new Set<Element>();
  let marked: HTMLAnchorElement | undefined;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) passed.add(target);
        else passed.delete(target);
      }
      const last = [...targets.keys()].findLast((target) => passed.has(target));
      const link = last && targets.get(last);
      if (link === marked) return;
      marked?.removeAttribute('aria-current');
      link?.setAttribute('aria-current', 'true');
      marked = link;
    },
    // Everything scrolled past counts as in view, so that a jump over several headings is noticed.
    { rootMargin: '10000000px 0px -55% 0px' },
  );
  for (const target of targets.keys()) observer.observe(target);
}
