import type { Finding } from '../../../config/schema.ts';
import type { Compression } from '../exporter-helper/compression-config.ts';

/** Compressions gRPC has in the collector, and that can't be made here. */
const MISSING: readonly Compression[] = ['snappy', 'zstd'];

/** The `grpc-encoding` of calls; `undefined` where messages go as they are. Throws for what gRPC doesn't have. */
export function grpcEncoding(compression: Compression): 'gzip' | undefined {
  if (compression === 'gzip') return 'gzip';
  if (compression === 'none' || compression === '') return undefined;
  throw new Error(`unsupported compression type ${JSON.stringify(compression)}`);
}

/** Ours: the others object when the exporter starts, as the collector's do. */
export function grpcCompressionFinding(compression: Compression): Finding[] {
  if (!MISSING.includes(compression)) return [];
  const message = `'compression: ${compression}' is known, but not implemented here: use gzip or none`;
  return [{ message, at: ['compression'] }];
}
