/** Marks the link to what is in view: the section in the lesson list, and the part in the phone's bar. */
export function startPlaceOnPage(): void {
  follow('.side .sections a', '0px 0px -70% 0px');
  follow('.phonebar a', '-45% 0px -45% 0px');
}

function follow(selector: string, rootMargin: string): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(selector)];
  const targets = new Map<Element, HTMLAnchorElement>();
  for (const link of links) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) targets.set(target, link);
  }
  const inView = new Set<Element>();
  let marked: HTMLAnchorElement | undefined;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) inView.add(target);
        else inView.delete(target);
      }
      const last = [...targets.keys()].findLast((target) => inView.has(target));
      const link = last && targets.get(last);
      // Between two headings nothing is in view; the one passed last still holds.
      if (!link || link === marked) return;
      marked?.removeAttribute('aria-current');
      link.setAttribute('aria-current', 'true');
      marked = link;
    },
    { rootMargin },
  );
  for (const target of targets.keys()) observer.observe(target);
}
