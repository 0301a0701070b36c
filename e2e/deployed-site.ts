import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeServiceWorker } from '../src/site/build/offline.ts';
import { headersForAll } from '../src/site/build/security-policy.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.bin': 'application/octet-stream',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** A copy of the built site on a host of its own, which can be unplugged and deployed to. */
export class DeployedSite {
  readonly #folder = mkdtempSync(join(tmpdir(), 'otlp-academy-deployed-'));
  readonly #headers: Record<string, string>;
  #server: Server | undefined;
  #port = 0;

  constructor() {
    cpSync(DIST, this.#folder, { recursive: true });
    this.#headers = headersForAll(readFileSync(join(DIST, '_headers'), 'utf8'));
  }

  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  /** On the same port each time. */
  async plugIn(): Promise<void> {
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', this.url);
      const file = join(this.#folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
      const type = { 'Content-Type': TYPES[extname(file)] ?? 'text/plain' };
      readFile(file).then(
        (body) =>
          response.writeHead(200, { ...this.#headers, ...type, 'Cache-Control': 'no-cache' }).end(body),
        () => response.writeHead(404, this.#headers).end('not found'),
      );
    });
    await new Promise<void>((resolve) => this.#server?.listen(this.#port, () => resolve()));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async unplug(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    if (server !== undefined) await new Promise((resolve) => server.close(resolve));
  }

  /** Another version, in which `change` has been made to a page; answers with its version. */
  async deploy(page: string, change: (html: string) => string): Promise<string> {
    const file = join(this.#folder, page, 'index.html');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    return (await writeServiceWorker(this.#folder, '/')).version;
  }

  async remove(): Promise<void> {
    await this.unplug();
    if (existsSync(this.#folder)) rmSync(this.#folder, { recursive: true });
  }
}
