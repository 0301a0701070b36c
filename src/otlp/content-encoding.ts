import { Gunzip, gzipSync, Unzlib } from 'fflate';
import { adler32, crc32 } from './checksums.ts';

export type ContentEncodingErrorCode = 'unsupported' | 'corrupt' | 'too-large';

/** Why a body could not be decompressed: a name we don't know, damaged data, or more than the caller allows. */
export class ContentEncodingError extends Error {
  override readonly name = 'ContentEncodingError';
  readonly code: ContentEncodingErrorCode;

  constructor(code: ContentEncodingErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/**
 * Undoes the content encoding of a body: none, `gzip`, `zlib` or `deflate` (which HTTP and the Collector take for zlib).
 * @throws {ContentEncodingError} also when the body, compressed or not, is over `maxBytes`.
 */
export function decodeContent(
  body: Uint8Array,
  contentEncoding: string | undefined,
  maxBytes: number,
): Uint8Array {
  const encoding = contentEncoding?.trim().toLowerCase() ?? '';
  switch (encoding) {
    case '':
    case 'identity':
      if (body.length > maxBytes) throw tooLarge(maxBytes);
      return body;
    case 'gzip':
      return gunzip(body, maxBytes);
    case 'zlib':
    case 'deflate':
      return unzlib(body, maxBytes);
    default:
      throw new ContentEncodingError(
        'unsupported',
        `content encoding ${JSON.stringify(contentEncoding)} is not supported; use gzip, zlib, deflate or none`,
      );
  }
}

/** Compresses; the same bytes give the same result. */
export function gzip(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { mtime: 0 });
}

/**
 * Decompresses gzip data of one or more members and checks their checksums. Stops within some 10 MB after `maxBytes`.
 * @throws {ContentEncodingError} `too-large` or `corrupt`.
 */
export function gunzip(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const output = new LimitedOutput(maxBytes);
  let crc = 0;
  let memberSize = 0;
  const endMember = (end: number): void => {
    const trailer = viewOf(bytes, end - 8);
    if (trailer.getUint32(0, true) !== crc || trailer.getUint32(4, true) !== memberSize % 2 ** 32) {
      throw new ContentEncodingError('corrupt', 'the gzip data does not match its checksum');
    }
    crc = 0;
    memberSize = 0;
  };
  const stream = new Gunzip((chunk) => {
    output.add(chunk);
    crc = crc32(crc, chunk);
    memberSize += chunk.length;
  });
  stream.onmember = endMember;
  pushAll(stream, bytes, 'gzip', 18);
  endMember(bytes.length);
  return output.toBytes();
}

function unzlib(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const output = new LimitedOutput(maxBytes);
  let adler = 1;
  const stream = new Unzlib((chunk) => {
    output.add(chunk);
    adler = adler32(adler, chunk);
  });
  pushAll(stream, bytes, 'zlib', 8);
  if (viewOf(bytes, bytes.length - 4).getUint32(0) !== adler) {
    throw new ContentEncodingError('corrupt', 'the zlib data does not match its checksum');
  }
  return output.toBytes();
}

/** Deflate yields at most 1032 bytes for one, so this bounds what is inflated before the limit is looked at. */
const INPUT_CHUNK = 8192;

function pushAll(stream: Gunzip | Unzlib, bytes: Uint8Array, name: string, minSize: number): void {
  if (bytes.length < minSize)
    throw new ContentEncodingError('corrupt', `${bytes.length} bytes are no ${name} data`);
  try {
    for (let at = 0; at < bytes.length; at += INPUT_CHUNK) {
      stream.push(bytes.subarray(at, at + INPUT_CHUNK), at + INPUT_CHUNK >= bytes.length);
    }
  } catch (error) {
    if (error instanceof ContentEncodingError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ContentEncodingError('corrupt', `the body is no ${name} data: ${reason}`, error);
  }
}

class LimitedOutput {
  readonly #chunks: Uint8Array[] = [];
  readonly #maxBytes: number;
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  add(chunk: Uint8Array): void {
    this.#length += chunk.length;
    if (this.#length > this.#maxBytes) throw tooLarge(this.#maxBytes);
    this.#chunks.push(chunk);
  }

  toBytes(): Uint8Array {
    const [first] = this.#chunks;
    if (first !== undefined && first.length === this.#length) return first;
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  }
}

function tooLarge(maxBytes: number): ContentEncodingError {
  return new ContentEncodingError('too-large', `the body is larger than ${maxBytes} bytes`);
}

function viewOf(bytes: Uint8Array, offset: number): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset + offset, bytes.length - offset);
}
