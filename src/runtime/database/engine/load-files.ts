/** Fetches and unpacks what PostgreSQL consists of. */
import { decodeSnapshot } from '../snapshot.ts';
import type { DatabaseFiles, DatabaseUrls } from './messages.ts';

/** Rejects when a file can't be loaded. */
export async function loadFiles({ wasm, snapshot }: DatabaseUrls): Promise<DatabaseFiles> {
  const [module, unpacked] = await Promise.all([compile(wasm), unpack(snapshot)]);
  return { module, dataDir: new Blob([unpacked.dataDir]), bundle: new Blob([unpacked.bundle]) };
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await load(url);
  // Streaming needs the right content type, which not every static host sends.
  if (response.headers.get('content-type') === 'application/wasm') {
    return await WebAssembly.compileStreaming(response);
  }
  return await WebAssembly.compile(await response.arrayBuffer());
}

async function unpack(url: string): Promise<ReturnType<typeof decodeSnapshot>> {
  const bytes = new Uint8Array(await (await load(url)).arrayBuffer());
  // A host may have said that it is compressed; then the browser has unpacked it already.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return decodeSnapshot(bytes);
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return decodeSnapshot(new Uint8Array(await new Response(plain).arrayBuffer()));
}

async function load(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}
