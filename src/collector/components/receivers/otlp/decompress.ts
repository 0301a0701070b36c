/** Undoing `Content-Encoding`, with the limit and the words of the collector's HTTP server (core config/confighttp). */

/** A body that can't be had; the message is the collector's. */
export class BodyError extends Error {
  readonly tooLarge: boolean;

  constructor(message: string, tooLarge = false) {
    super(message);
    this.name = 'BodyError';
    this.tooLarge = tooLarge;
  }
}

/** What is accepted when `compression_algorithms` isn't given. */
export const DEFAULT_ALGORITHMS: readonly string[] = [
  '',
  'gzip',
  'zstd',
  'zlib',
  'snappy',
  'deflate',
  'lz4',
  'x-snappy-framed',
];

const IMPLEMENTED: readonly string[] = ['', 'gzip', 'zlib', 'deflate'];

/** The body as it was before compression, at most `limit` bytes; at once where it isn't. Throws or rejects with BodyError. */
export function decompress(
  body: Uint8Array,
  encoding: string,
  algorithms: readonly string[],
  limit: number,
): Uint8Array | Promise<Uint8Array> {
  if (body.length > limit) throw tooLarge();
  // An empty list switches decompression off, and bodies are taken as they are.
  if (algorithms.length === 0) return body;
  if (!algorithms.includes(encoding) || !DEFAULT_ALGORITHMS.includes(encoding)) {
    throw new BodyError(`unsupported Content-Encoding: ${encoding}`);
  }
  if (!IMPLEMENTED.includes(encoding)) {
    throw new BodyError(
      `Content-Encoding ${encoding} is known, but not implemented here: send gzip, zlib or no compression`,
    );
  }
  if (encoding === '') return body;
  checkHeader(body, encoding === 'gzip' ? 'gzip' : 'zlib');
  return decoded(body, encoding, limit);
}

async function decoded(body: Uint8Array, encoding: string, limit: number): Promise<Uint8Array> {
  // Fetched when it is needed: most programs in a page send bodies as they are.
  const { ContentEncodingError, decodeContent } = await import('../../../../otlp/content-encoding.ts');
  try {
    return decodeContent(body, encoding, limit);
  } catch (error) {
    if (!(error instanceof ContentEncodingError)) throw error;
    if (error.code === 'too-large') throw tooLarge();
    const format = encoding === 'gzip' ? 'gzip' : 'zlib';
    throw new BodyError(
      error.message.includes('checksum') ? `${format}: invalid checksum` : 'unexpected EOF',
    );
  }
}

function tooLarge(): BodyError {
  return new BodyError('http: request body too large', true);
}

function checkHeader(body: Uint8Array, format: 'gzip' | 'zlib'): void {
  const [first = 0, second = 0] = body;
  if (format === 'gzip') {
    if (body.length === 0) throw new BodyError('EOF');
    if (body.length < 10) throw new BodyError('unexpected EOF');
    if (first !== 0x1f || second !== 0x8b) throw new BodyError('gzip: invalid header');
    return;
  }
  if (body.length < 2) throw new BodyError('unexpected EOF');
  if ((first & 0x0f) !== 8 || (first * 256 + second) % 31 !== 0) throw new BodyError('zlib: invalid header');
}
