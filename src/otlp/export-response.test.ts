import { describe, expect, it } from 'vitest';
import type { Encoding } from './encoding.ts';
import { CONTENT_TYPES, encodingOfContentType } from './encoding.ts';
import { decodeResponse, encodeResponse } from './export-response.ts';
import type { Signal } from './model.ts';
import { decodeRpcStatus, encodeRpcStatus } from './rpc-status.ts';
import { fromHex, textOf, toHex, utf8 } from './testing/bytes.ts';

const ENCODINGS: Encoding[] = ['json', 'protobuf'];
const SIGNALS: Signal[] = ['traces', 'metrics', 'logs', 'profiles'];

describe('export responses', () => {
  it('are those of the Collector on full success', () => {
    expect(textOf(encodeResponse('traces', 'json'))).toBe('{"partialSuccess":{}}');
    expect(toHex(encodeResponse('traces', 'protobuf'))).toBe('0a00');
  });

  it.each(SIGNALS)('carry partial success of %s', (signal) => {
    const partial = { rejected: 2n ** 60n, errorMessage: 'no' };
    for (const encoding of ENCODINGS) {
      expect(decodeResponse(signal, encodeResponse(signal, encoding, partial), encoding)).toEqual(partial);
    }
  });

  it('name what was rejected', () => {
    const names = SIGNALS.map((signal) => {
      const json = textOf(encodeResponse(signal, 'json', { rejected: 1n, errorMessage: '' }));
      return Object.keys(JSON.parse(json).partialSuccess)[0];
    });
    expect(names).toEqual(['rejectedSpans', 'rejectedDataPoints', 'rejectedLogRecords', 'rejectedProfiles']);
  });

  it('are full success when empty or without a partial success', () => {
    const success = { rejected: 0n, errorMessage: '' };
    for (const encoding of ENCODINGS)
      expect(decodeResponse('traces', new Uint8Array(), encoding)).toEqual(success);
    expect(decodeResponse('traces', utf8('{}'), 'json')).toEqual(success);
    expect(decodeResponse('traces', fromHex('0a00'), 'protobuf')).toEqual(success);
  });
});

describe('google.rpc.Status', () => {
  it.each(ENCODINGS)('survives %s', (encoding) => {
    const status = { code: 3, message: 'bad "é"' };
    expect(decodeRpcStatus(encodeRpcStatus(status, encoding), encoding)).toEqual(status);
  });

  it('has a numeric code in JSON', () => {
    expect(textOf(encodeRpcStatus({ code: 3, message: 'bad' }, 'json'))).toBe('{"code":3,"message":"bad"}');
  });

  it('is read without its details', () => {
    const json = utf8(
      '{"code":14,"message":"m","details":[{"@type":"x/google.rpc.RetryInfo","retryDelay":"30s"}]}',
    );
    expect(decodeRpcStatus(json, 'json')).toEqual({ code: 14, message: 'm' });
    expect(decodeRpcStatus(fromHex('08 0e 12 01 6d 1a 03 0a 01 78'), 'protobuf')).toEqual({
      code: 14,
      message: 'm',
    });
  });
});

describe('content types', () => {
  it('name the encoding, whatever their case and parameters', () => {
    for (const parameters of ['; charset=utf-8', ';charset="utf-8" ; v = 1', ';', '; a="\\"b" ;']) {
      expect(encodingOfContentType(`application/json${parameters}`)).toBe('json');
    }
    expect(encodingOfContentType('Application/X-Protobuf')).toBe('protobuf');
    for (const encoding of ENCODINGS) expect(encodingOfContentType(CONTENT_TYPES[encoding])).toBe(encoding);
  });

  it('are none of ours otherwise', () => {
    for (const other of [undefined, '', 'text/plain', 'application/jsonl', 'application/protobuf']) {
      expect(encodingOfContentType(other)).toBeUndefined();
    }
    for (const parameters of ['; charset', '; =x', '; a="b', ';;a=b', ', text/plain']) {
      expect(encodingOfContentType(`application/json${parameters}`)).toBeUndefined();
    }
  });
});
