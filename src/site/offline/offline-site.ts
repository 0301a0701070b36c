/** The site as it is kept on the learner's machine: one cache for each version. */
import type { BuiltSite, Visited } from './built-site.ts';
import { assetsNamedIn } from './named-assets.ts';

const PREFIX = 'otlp-academy-';

/** In the cache when all of the lab is. */
export const LAB_MARK = 'offline-lab';

/** In the cache: names of the caches of versions before. */
export const BEFORE = 'offline-before';

/** A page on a network that doesn't answer comes from the cache, where it is there. */
const NETWORK_PATIENCE_MS = 4_000;

type Fetch = (input: string | Request, init?: RequestInit) => Promise<Response>;

export class OfflineSite {
  readonly #site: BuiltSite;
  readonly #origin: string;
  readonly #caches: CacheStorage;
  readonly #fetch: Fetch;
  readonly #assets: ReadonlySet<string>;

  constructor(site: BuiltSite, origin: string, caches: CacheStorage, fetch: Fetch) {
    this.#site = site;
    this.#origin = origin;
    this.#caches = caches;
    this.#fetch = fetch;
    this.#assets = new Set(site.assets);
  }

  /** Brings over what the version before holds: files as they are, pages anew. Rejects when the network fails. */
  async install(): Promise<void> {
    const cache = await this.#open();
    const before = (await this.#caches.keys()).filter(
      (name) => name.startsWith(PREFIX) && name !== this.#name,
    );
    for (const name of before) {
      const old = await this.#caches.open(name);
      for (const request of await old.keys()) {
        const { pathname } = new URL(request.url);
        if (pathname === this.#path(LAB_MARK)) await this.#keepLab(cache);
        else if (this.#assetName(pathname) !== undefined) await this.#keep(cache, request.url);
        else if (!this.#isAsset(pathname) && pathname !== this.#path(BEFORE))
          await this.#keepPage(cache, request.url);
      }
    }
    await cache.put(this.#url(BEFORE), new Response(JSON.stringify(before)));
  }

  /** Forgets the versions before this one. A page of theirs that is still open would miss their files. */
  async forgetBefore(): Promise<void> {
    const cache = await this.#open();
    const before = await cache.match(this.#url(BEFORE));
    for (const name of ((await before?.json()) ?? []) as string[]) await this.#caches.delete(name);
  }

  async visited({ page, urls, lab }: Visited): Promise<void> {
    const cache = await this.#open();
    const known = await cache.match(withoutQuery(page));
    if (known === undefined) await this.#keepPage(cache, withoutQuery(page));
    else await this.#keepNamed(cache, await known.text());
    for (const url of urls) {
      if (new URL(url).origin === this.#origin) await this.#keep(cache, withoutQuery(url));
    }
    if (lab) await this.#keepLab(cache);
  }

  /** `undefined`: not ours to answer. */
  answer(request: Request): Promise<Response> | undefined {
    const { origin, pathname } = new URL(request.url);
    if (request.method !== 'GET' || origin !== this.#origin || !pathname.startsWith(this.#site.base)) {
      return undefined;
    }
    return this.#isAsset(pathname) ? this.#asset(request) : this.#fresh(request);
  }

  async #asset(request: Request): Promise<Response> {
    const known = await this.#caches.match(withoutQuery(request.url), { ignoreVary: true });
    if (known !== undefined) return known;
    const response = await this.#fetch(request);
    if (response.status === 200) await (await this.#open()).put(withoutQuery(request.url), response.clone());
    return response;
  }

  async #fresh(request: Request): Promise<Response> {
    const url = withoutQuery(request.url);
    const known = async (): Promise<Response | undefined> =>
      (await (await this.#open()).match(url, { ignoreVary: true })) ??
      this.#caches.match(url, { ignoreVary: true });
    const loading = this.#fetch(request).then(async (response) => {
      // A redirected response can't answer a navigation later.
      if (response.status === 200 && !response.redirected)
        await (await this.#open()).put(url, response.clone());
      return response;
    });
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, NETWORK_PATIENCE_MS, undefined));
    try {
      return (await Promise.race([loading, late])) ?? (await known()) ?? (await loading);
    } catch (error) {
      const response = await known();
      if (response === undefined) throw error;
      return response;
    }
  }

  async #keepLab(cache: Cache): Promise<void> {
    for (const name of this.#site.lab) await this.#keep(cache, this.#url(`_astro/${name}`));
    await cache.put(this.#url(LAB_MARK), new Response(this.#site.version));
  }

  /** From another version's cache where it is there. */
  async #keep(cache: Cache, url: string): Promise<void> {
    if ((await cache.match(url)) !== undefined) return;
    const known = this.#isAsset(new URL(url).pathname) ? await this.#caches.match(url) : undefined;
    const response = known ?? (await this.#fetch(url));
    if (response.status === 200 && !response.redirected) await cache.put(url, response);
  }

  async #keepPage(cache: Cache, url: string): Promise<void> {
    const response = await this.#fetch(url, { cache: 'no-cache' });
    // The new version may not have it any more.
    if (response.status !== 200 || response.redirected) return;
    await cache.put(url, response.clone());
    await this.#keepNamed(cache, await response.text());
  }

  /** The files the text names, and those they name. */
  async #keepNamed(cache: Cache, page: string): Promise<void> {
    const waiting = assetsNamedIn(page, this.#assets);
    const kept = new Set<string>();
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (kept.has(name)) continue;
      kept.add(name);
      const asset = this.#url(`_astro/${name}`);
      await this.#keep(cache, asset);
      const text = /\.(css|js)$/.test(name) ? await (await cache.match(asset))?.text() : undefined;
      if (text !== undefined) waiting.push(...assetsNamedIn(text, this.#assets));
    }
  }

  get #name(): string {
    return PREFIX + this.#site.version;
  }

  #open(): Promise<Cache> {
    return this.#caches.open(this.#name);
  }

  #path(name: string): string {
    return this.#site.base + name;
  }

  #url(name: string): string {
    return this.#origin + this.#path(name);
  }

  #isAsset(pathname: string): boolean {
    return pathname.startsWith(this.#path('_astro/'));
  }

  /** `undefined` for what this version does not have. */
  #assetName(pathname: string): string | undefined {
    const name = pathname.slice(this.#path('_astro/').length);
    return this.#isAsset(pathname) && this.#assets.has(name) ? name : undefined;
  }
}

function withoutQuery(url: string): string {
  const plain = new URL(url);
  plain.search = '';
  plain.hash = '';
  return plain.href;
}
