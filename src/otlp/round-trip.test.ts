import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { cloneData } from './clone-message.ts';
import type { Encoding } from './encoding.ts';
import { equalData } from './equal-messages.ts';
import {
  decodeRequest,
  decodeTraces,
  encodeRequest,
  encodeTraces,
  type SignalData,
} from './export-request.ts';
import { OtlpDecodeError } from './otlp-decode-error.ts';
import { arbitraryLogs } from './testing/arbitrary-logs.ts';
import { arbitraryMetrics } from './testing/arbitrary-metrics.ts';
import { arbitraryProfiles } from './testing/arbitrary-profiles.ts';
import { arbitraryTraces } from './testing/arbitrary-traces.ts';
import { textOf, utf8 } from './testing/bytes.ts';

const ENCODINGS: Encoding[] = ['json', 'protobuf'];

const arbitraryData: { readonly [S in keyof SignalData]: fc.Arbitrary<SignalData[S]> } = {
  traces: arbitraryTraces,
  metrics: arbitraryMetrics,
  logs: arbitraryLogs,
  profiles: arbitraryProfiles,
};

const SIGNALS = Object.keys(arbitraryData) as (keyof SignalData)[];

describe.each(SIGNALS.flatMap((signal) => ENCODINGS.map((encoding) => [signal, encoding] as const)))(
  'any %s in %s',
  (signal, encoding) => {
    const arbitrary = arbitraryData[signal] as fc.Arbitrary<SignalData[typeof signal]>;

    it('decode to what was encoded', () => {
      fc.assert(
        fc.property(arbitrary, (data) => {
          const decoded = decodeRequest(signal, encodeRequest(signal, data, encoding), encoding);
          expect(equalData(signal, decoded, data)).toBe(true);
          expect(decoded).toEqual(data);
        }),
      );
    });

    it('encode to the same bytes after a round trip', () => {
      fc.assert(
        fc.property(arbitrary, (data) => {
          const bytes = encodeRequest(signal, data, encoding);
          expect(encodeRequest(signal, decodeRequest(signal, bytes, encoding), encoding)).toEqual(bytes);
        }),
      );
    });

    it('are copied in depth', () => {
      fc.assert(
        fc.property(arbitrary, (data) => {
          const copy = cloneData(signal, data);
          expect(equalData(signal, copy, data)).toBe(true);
          expect(sharedObjects(copy, data)).toBe(0);
        }),
      );
    });

    it('give a decode error with an offset when cut off or damaged, or decode', () => {
      fc.assert(
        fc.property(arbitrary, fc.nat(), fc.nat(255), fc.boolean(), (data, place, byte, cut) => {
          const bytes = encodeRequest(signal, data, encoding);
          const at = place % (bytes.length + 1);
          const damaged = bytes.slice(0, cut ? at : bytes.length);
          if (!cut) damaged[at] = byte;
          expectDecodedOrRefused(signal, damaged, encoding);
        }),
        { numRuns: 300 },
      );
    });

    it('never throw anything but a decode error for arbitrary bytes', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) =>
          expectDecodedOrRefused(signal, bytes, encoding),
        ),
        { numRuns: 1000 },
      );
    });
  },
);

describe('JSON and protobuf', () => {
  it('agree', () => {
    fc.assert(
      fc.property(arbitraryTraces, (traces) => {
        const viaJson = decodeTraces(encodeTraces(traces, 'json'), 'json');
        const viaProtobuf = decodeTraces(encodeTraces(viaJson, 'protobuf'), 'protobuf');
        expect(equalData('traces', viaProtobuf, traces)).toBe(true);
      }),
    );
  });

  it('is JSON that JSON.parse reads', () => {
    fc.assert(
      fc.property(arbitraryTraces, (traces) => {
        const text = textOf(encodeTraces(traces, 'json'));
        // Parsing is lossy; what it leaves must mean the same.
        const again = utf8(
          JSON.stringify(JSON.parse(text, (_, value) => (Object.is(value, -0) ? '-0' : value))),
        );
        expect(equalData('traces', decodeTraces(again, 'json'), traces)).toBe(true);
      }),
    );
  });

  it('never throws anything but a decode error for arbitrary JSON', () => {
    const keys = fc.constantFrom(
      'resourceSpans',
      'scopeSpans',
      'spans',
      'attributes',
      'key',
      'value',
      'arrayValue',
      'values',
      'status',
      'traceId',
      'kind',
      'x',
    );
    const { node } = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 8, withCrossShrink: true },
        fc.json(),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(keys, tie('node'), { maxKeys: 3 }),
        fc.double(),
        fc.constant(null),
      ),
    }));
    fc.assert(
      fc.property(node, (value) => expectDecodedOrRefused('traces', utf8(JSON.stringify(value)), 'json')),
      { numRuns: 1000 },
    );
  });
});

describe('cloning, comparing and printing', () => {
  it('copies in depth', () => {
    fc.assert(
      fc.property(arbitraryTraces, (traces) => {
        const copy = cloneData('traces', traces);
        expect(equalData('traces', copy, traces)).toBe(true);
        const before = canonicalJson('traces', traces);
        for (const { resource, scopeSpans } of copy.resourceSpans) {
          resource.attributes.set('added', 1n);
          for (const { spans } of scopeSpans) {
            for (const span of spans) {
              span.status.code = 7;
              span.events.push({
                timeUnixNano: 1n,
                name: '',
                attributes: new Map(),
                droppedAttributesCount: 0,
              });
              for (const value of span.attributes.values()) if (Array.isArray(value)) value.push(null);
            }
          }
        }
        expect(canonicalJson('traces', traces)).toBe(before);
      }),
    );
  });

  it('prints equal data equally, whatever the order of attributes, and different data differently', () => {
    fc.assert(
      fc.property(arbitraryTraces, arbitraryTraces, (traces, other) => {
        const turned = cloneData('traces', traces);
        for (const { resource } of turned.resourceSpans) {
          resource.attributes = new Map([...resource.attributes].reverse());
        }
        const text = canonicalJson('traces', traces);
        expect(canonicalJson('traces', turned)).toBe(text);
        expect(equalData('traces', turned, traces)).toBe(true);
        expect(equalData('traces', decodeTraces(utf8(text), 'json'), traces)).toBe(true);
        expect(canonicalJson('traces', other) === text).toBe(equalData('traces', other, traces));
      }),
    );
  });
});

/** How many objects two values have in common: none, when one is a deep copy of the other. */
function sharedObjects(left: unknown, right: unknown): number {
  const objects = (value: unknown, found = new Set<object>()): Set<object> => {
    if (typeof value !== 'object' || value === null) return found;
    found.add(value);
    const inner = value instanceof Map ? [...value.values()] : Object.values(value);
    if (!(value instanceof Uint8Array)) for (const each of inner) objects(each, found);
    return found;
  };
  return objects(left).intersection(objects(right)).size;
}

function expectDecodedOrRefused(signal: keyof SignalData, bytes: Uint8Array, encoding: Encoding): void {
  try {
    decodeRequest(signal, bytes, encoding);
  } catch (error) {
    expect(error).toBeInstanceOf(OtlpDecodeError);
    const { offset } = error as OtlpDecodeError;
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(offset).toBeLessThanOrEqual(bytes.length);
  }
}
