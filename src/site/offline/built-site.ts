/** What the build tells the service worker about the site it belongs to. */
export interface BuiltSite {
  /** Changes when anything on the site does. */
  readonly version: string;
  /** Where the site begins: "/" or "/academy/". */
  readonly base: string;
  /** Names of the files in `_astro/`, which carry a hash of their content. */
  readonly assets: readonly string[];
  /** Those of them that a lab needs. */
  readonly lab: readonly string[];
}

/** From a page that has been loaded. */
export interface Visited {
  readonly type: 'visited';
  readonly page: string;
  /** What it has loaded. */
  readonly urls: readonly string[];
  /** There is a lab on the page. */
  readonly lab: boolean;
}
