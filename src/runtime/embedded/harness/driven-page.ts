/** What the harness needs of a page: Playwright's and Puppeteer's have it alike. */
export interface DrivenPage {
  /** Arguments and results cross as JSON does. */
  evaluate<R, A>(action: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  /** Gives the page a global function that calls `action` here. */
  exposeFunction(name: string, action: (argument: never) => unknown): Promise<unknown>;
  goto(url: string): Promise<unknown>;
  on(event: 'close', listener: () => void): unknown;
}
