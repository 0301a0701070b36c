/** What the page fetches for its container, each once. */
import { databaseUrl, setupUrl, snapshotUrls } from 'virtual:webcontainer';
import type { PackageSetName } from '../packages/package-sets.ts';
import type { ContainerSetup } from './container-setup.ts';

const loading = new Map<string, Promise<Response>>();

export async function loadSetup(): Promise<ContainerSetup> {
  return (await (await load(setupUrl)).clone().json()) as ContainerSetup;
}

/** The packages of a set, as `WebContainer.mount` takes them. A copy of its own for each call: mounting empties it. */
export async function loadSnapshot(set: PackageSetName): Promise<ArrayBuffer> {
  return await (await load(snapshotUrls[set])).clone().arrayBuffer();
}

/** PGlite, likewise. */
export async function loadDatabase(): Promise<ArrayBuffer> {
  return await (await load(databaseUrl)).clone().arrayBuffer();
}

/** A failure is forgotten, so that the next use tries again. */
function load(url: string): Promise<Response> {
  const known = loading.get(url) ?? get(url);
  loading.set(url, known);
  known.catch(() => loading.delete(url));
  return known;
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`The container's files could not be loaded: ${url} answered ${response.status}`);
  return response;
}
