import { beforeEach, describe, expect, it } from 'vitest';
import type { BuiltSite } from './built-site.ts';
import { BEFORE, LAB_MARK, OfflineSite } from './offline-site.ts';

const ORIGIN = 'http://localhost:1';

/** Caches as the browser has them, as far as they are used here. */
class MemoryCaches {
  readonly stores = new Map<string, Map<string, Response>>();

  async open(name: string): Promise<Cache> {
    const store = this.stores.get(name) ?? new Map<string, Response>();
    this.stores.set(name, store);
    const urlOf = (request: string | Request): string =>
      typeof request === 'string' ? request : request.url;
    return {
      match: async (request: string | Request) => store.get(urlOf(request))?.clone(),
      put: async (request: string | Request, response: Response) => void store.set(urlOf(request), response),
      keys: async () => [...store.keys()].map((url) => new Request(url)),
    } as unknown as Cache;
  }

  async keys(): Promise<string[]> {
    return [...this.stores.keys()];
  }

  async match(url: string): Promise<Response | undefined> {
    for (const store of this.stores.values()) {
      const found = store.get(url);
      if (found !== undefined) return found.clone();
    }
    return undefined;
  }

  async delete(name: string): Promise<boolean> {
    return this.stores.delete(name);
  }

  /** Paths in the cache of a version. */
  of(version: string): string[] {
    return [...(this.stores.get(`otlp-academy-${version}`)?.keys() ?? [])]
      .map((url) => url.slice(ORIGIN.length))
      .sort();
  }
}

describe('the site on the learner’s machine', () => {
  let caches: MemoryCaches;
  let served: Record<string, string>;
  let asked: string[];
  let online: boolean;

  beforeEach(() => {
    caches = new MemoryCaches();
    served = {
      '/lesson/': '<script src="/_astro/page.1.js"></script>',
      '/_astro/page.1.js': 'import"./part.1.js"',
      '/_astro/part.1.js': '',
      '/_astro/lab.1.js': '',
    };
    asked = [];
    online = true;
  });

  function version(
    name: string,
    assets: readonly string[],
    lab: readonly string[] = ['lab.1.js'],
  ): OfflineSite {
    const site: BuiltSite = { version: name, base: '/', assets, lab };
    return new OfflineSite(site, ORIGIN, caches as unknown as CacheStorage, async (input) => {
      const path = (typeof input === 'string' ? input : input.url).slice(ORIGIN.length);
      asked.push(path);
      if (!online) throw new TypeError('offline');
      const body = served[path];
      return body === undefined ? new Response('', { status: 404 }) : new Response(body);
    });
  }
  const first = () => version('one', ['page.1.js', 'part.1.js', 'lab.1.js']);
  const visited = { type: 'visited', page: `${ORIGIN}/lesson/?x#y`, urls: [] } as const;
  const get = (path: string, init?: RequestInit) => new Request(ORIGIN + path, init);

  it('keeps a page with what it loads, and the lab where there is one', async () => {
    await first().visited({ ...visited, lab: false });
    expect(caches.of('one')).toEqual(['/_astro/page.1.js', '/_astro/part.1.js', '/lesson/']);
    await first().visited({ ...visited, lab: true });
    expect(caches.of('one')).toContain('/_astro/lab.1.js');
    expect(caches.of('one')).toContain(`/${LAB_MARK}`);
  });

  it('answers with the network’s page while there is one, and with the kept one when there is none', async () => {
    const site = first();
    await site.visited({ ...visited, lab: false });
    served['/lesson/'] = 'changed';
    expect(await (await site.answer(get('/lesson/')))?.text()).toBe('changed');
    online = false;
    expect(await (await site.answer(get('/lesson/?from=mail')))?.text()).toBe('changed');
    await expect(site.answer(get('/other/'))).rejects.toThrow('offline');
  });

  it('answers with a kept file without asking the network', async () => {
    const site = first();
    await site.answer(get('/_astro/part.1.js'));
    await site.answer(get('/_astro/part.1.js'));
    expect(asked).toEqual(['/_astro/part.1.js']);
  });

  it('leaves other origins and other methods alone', () => {
    expect(first().answer(new Request('https://elsewhere.example/'))).toBeUndefined();
    expect(first().answer(get('/lesson/', { method: 'POST' }))).toBeUndefined();
  });

  it('brings over what is kept to the next version: pages anew, files that stayed as they are, nothing that is gone', async () => {
    await first().visited({ ...visited, lab: true });
    served['/lesson/'] = '<script src="/_astro/page.2.js"></script>';
    served['/_astro/page.2.js'] = 'import"./part.1.js"';
    asked = [];
    const second = version('two', ['page.2.js', 'part.1.js', 'lab.1.js']);
    await second.install();
    expect(caches.of('two')).toEqual([
      '/_astro/lab.1.js',
      '/_astro/page.2.js',
      '/_astro/part.1.js',
      '/lesson/',
      `/${BEFORE}`,
      `/${LAB_MARK}`,
    ]);
    expect(asked.sort()).toEqual(['/_astro/page.2.js', '/lesson/']);
    expect(await caches.keys()).toHaveLength(2);
    await second.forgetBefore();
    expect(await caches.keys()).toEqual(['otlp-academy-two']);
  });

  it('is not installed without a network, and keeps the version before', async () => {
    await first().visited({ ...visited, lab: true });
    online = false;
    await expect(version('two', ['page.2.js']).install()).rejects.toThrow('offline');
    expect(caches.of('one')).toContain('/lesson/');
  });
});
