/** The site's service worker: events of the browser, answered by an `OfflineSite`. */
import type { BuiltSite, Visited } from './built-site.ts';
import { OfflineSite } from './offline-site.ts';

/** Put here by the build. */
declare const BUILT_SITE: BuiltSite;

/** What of a service worker's scope is used; its types and those of a page can't be had in one project. */
interface WorkerScope {
  readonly location: Location;
  readonly clients: {
    matchAll(options: {
      readonly type: 'window';
      readonly includeUncontrolled: true;
    }): Promise<readonly unknown[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: Lasting & MessageEvent<Visited>) => void): void;
}

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends Lasting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const worker = globalThis as unknown as WorkerScope;
const site = new OfflineSite(BUILT_SITE, worker.location.origin, caches, (input, init) => fetch(input, init));

// It can serve pages of the version before as well, whose files it does not forget while one of them is open.
worker.addEventListener('install', (event) =>
  event.waitUntil(site.install().then(() => worker.skipWaiting())),
);

worker.addEventListener('fetch', (event) => {
  const answer = site.answer(event.request);
  if (answer === undefined) return;
  event.respondWith(answer);
  if (event.request.mode === 'navigate') event.waitUntil(answer.then(forgetWhenAlone, () => {}));
});

worker.addEventListener('message', (event) => {
  // Losing the network here loses nothing but the copy; the next visit tries again.
  event.waitUntil(site.visited(event.data).catch(() => {}));
});

/** The one page that is open is just leaving for one of this version. */
async function forgetWhenAlone(): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.length <= 1) await site.forgetBefore();
}
