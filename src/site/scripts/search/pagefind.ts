/** The part of pagefind's browser API in use; the script itself is made by the build and lies in dist/pagefind/. */
export interface Pagefind {
  options(options: {
    readonly excerptLength?: number;
    readonly bundlePath?: string;
    readonly baseUrl?: string;
  }): Promise<void>;
  init(): Promise<void>;
  search(query: string): Promise<{ readonly results: readonly { data(): Promise<FoundPage> }[] }>;
}

export interface FoundPage {
  readonly url: string;
  /** HTML: escaped text with `<mark>`. */
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly sub_results: readonly { readonly title: string; readonly url: string; readonly excerpt: string }[];
}

let loading: Promise<Pagefind> | undefined;

/** Loads the index of the page's language. A failure is not kept, so that the next try may succeed. */
export function loadPagefind(base: string): Promise<Pagefind> {
  loading ??= load(base).catch((cause) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

async function load(base: string): Promise<Pagefind> {
  const url = `${base}pagefind/pagefind.js`;
  const pagefind: Pagefind = await import(/* @vite-ignore */ url);
  await pagefind.options({ excerptLength: 22, baseUrl: base });
  await pagefind.init();
  return pagefind;
}
