import { closeSync, openSync, writeSync } from 'node:fs';
import { encodeRequest, type SignalData } from '../../../../otlp/export-request.ts';

/** A file of OTLP/JSON lines, one for each delivery. */
export interface StoreFile {
  write<S extends keyof SignalData>(signal: S, data: SignalData[S]): void;
  close(): void;
}

/** Opens the file for writing and empties it. Throws when that can't be done. */
export function openStoreFile(path: string): StoreFile {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'w');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`can't write to --out ${path}: ${reason}`, { cause: error });
  }
  const newline = new Uint8Array([0x0a]);
  return {
    // At once and whole: what was accepted is in the file even when the process is killed.
    write(signal, data) {
      writeAll(descriptor, Buffer.concat([encodeRequest(signal, data, 'json'), newline]));
    },
    close: () => closeSync(descriptor),
  };
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(descriptor, bytes, written);
  }
}
