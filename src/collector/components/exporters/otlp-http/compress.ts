import type { Compression } from '../exporter-helper/compression-config.ts';

const FORMATS = { gzip: 'gzip', zlib: 'deflate', deflate: 'deflate' } as const;

/** A body as it is sent, with the encoding that its header names; the host's compressor is several times as fast as ours. */
export async function compress(
  body: Uint8Array,
  compression: Compression,
): Promise<{ readonly body: Uint8Array; readonly encoding: string | undefined }> {
  if (compression !== 'gzip' && compression !== 'zlib' && compression !== 'deflate') {
    return { body, encoding: undefined };
  }
  const stream = new Blob([body as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new CompressionStream(FORMATS[compression]));
  return { body: new Uint8Array(await new Response(stream).arrayBuffer()), encoding: compression };
}
