import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeTraces } from './export-request.ts';
import { readTracesFast } from './fast-traces.ts';
import { tracesDataType } from './messages/traces.ts';
import { OtlpDecodeError } from './otlp-decode-error.ts';
import { readProtobuf } from './protobuf-reader.ts';
import { arbitraryTraces } from './testing/arbitrary-traces.ts';

/** What the table-driven reader makes of it; `undefined` where it refuses. */
function readByTable(bytes: Uint8Array) {
  try {
    return readProtobuf(tracesDataType, bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(OtlpDecodeError);
    return undefined;
  }
}

describe('the reader written out for traces', () => {
  it('reads what encoders write, as the table-driven reader does', () => {
    fc.assert(
      fc.property(arbitraryTraces, (traces) => {
        const bytes = encodeTraces(traces, 'protobuf');
        expect(readTracesFast(bytes)).toEqual(traces);
      }),
    );
  });

  it('never reads anything else than the table-driven reader out of damaged bodies', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(arbitraryTraces, damage, fc.option(fc.nat()), (traces, changes, cut) => {
        const whole = encodeTraces(traces, 'protobuf');
        const bytes = cut === null ? whole : whole.slice(0, cut % (whole.length + 1));
        for (const [place, byte] of changes) bytes[place % (bytes.length + 1)] = byte;
        const read = readTracesFast(bytes);
        if (read !== undefined) expect(read).toEqual(readByTable(bytes));
      }),
      { numRuns: 3000 },
    );
  });

  it('never reads anything else out of arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const read = readTracesFast(bytes);
        if (read !== undefined) expect(read).toEqual(readByTable(bytes));
      }),
      { numRuns: 5000 },
    );
  });

  it('skips fields it does not know, and leaves groups and repeated messages to the other reader', () => {
    const unknown = [0xa2, 0x06, 0x01, 0x61];
    expect(readTracesFast(new Uint8Array(unknown))).toEqual({ resourceSpans: [] });
    const group = [0xa3, 0x06, 0xa4, 0x06];
    expect(readTracesFast(new Uint8Array(group))).toBeUndefined();
    const twoResources = [0x0a, 0x04, 0x0a, 0x00, 0x0a, 0x00];
    expect(readTracesFast(new Uint8Array(twoResources))).toBeUndefined();
  });

  it('gives up on a body that asks for more messages than its length allows', () => {
    const spans = new Uint8Array(2 * 20_000).map((_, index) => (index % 2 === 0 ? 0x12 : 0));
    const header = (tag: number, length: number): number[] => [
      tag,
      (length & 0x7f) | 0x80,
      ((length >>> 7) & 0x7f) | 0x80,
      length >>> 14,
    ];
    const scope = [...header(0x12, spans.length), ...spans];
    expect(readTracesFast(new Uint8Array([...header(0x0a, scope.length), ...scope]))).toBeUndefined();
  });
});
