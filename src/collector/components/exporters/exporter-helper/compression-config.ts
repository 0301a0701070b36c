import { type Finding, parsedString } from '../../../config/schema.ts';

export const COMPRESSIONS = [
  'gzip',
  'zlib',
  'deflate',
  'snappy',
  'x-snappy-framed',
  'zstd',
  'lz4',
  'none',
  '',
] as const;

export type Compression = (typeof COMPRESSIONS)[number];

/** `compression` of clients (core config/configcompression). */
export const compressionSchema = parsedString<Compression>({
  goType: 'configcompression.Type',
  default: 'gzip',
  values: COMPRESSIONS.filter((each) => each !== ''),
  parse(text) {
    const known = COMPRESSIONS.find((each) => each === text);
    if (known === undefined) throw new Error(`unsupported compression type ${JSON.stringify(text)}`);
    return known;
  },
});

const ZLIB: readonly Compression[] = ['gzip', 'zlib', 'deflate'];

/** The collector's objection to a level that the compression doesn't have. */
export function levelFinding(compression: Compression, level: number, part: string): Finding[] {
  if (compression === 'none' || compression === '' || compression === 'zstd') return [];
  const fits = ZLIB.includes(compression) ? level >= -2 && level <= 9 : level === 0;
  if (fits) return [];
  const message = `unsupported parameters {Level:${level}} for compression type "${compression}"`;
  return [{ message, at: ['compression_params', 'level'], part: [part] }];
}

/** Ours: compressions that can't be made here. */
export function compressionFinding(compression: Compression): Finding[] {
  if (compression === 'none' || compression === '' || ZLIB.includes(compression)) return [];
  const message = `'compression: ${compression}' is known, but not implemented here: use gzip, zlib, deflate or none`;
  return [{ message, at: ['compression'] }];
}
