import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { GRPC_SERVICES } from './grpc-handler.ts';
import { startedReceiver } from './testing/started-receiver.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const PROTOBUF_TYPE = { 'content-type': 'application/x-protobuf' };
const MIB = 1024 * 1024;
const utf8 = new TextEncoder();

/** A field of length-delimited type. */
function wrapped(number: number, content: Uint8Array): Uint8Array {
  const length: number[] = [];
  for (let left = content.length; ; left = Math.floor(left / 128)) {
    length.push(left < 128 ? left : (left % 128) + 128);
    if (left < 128) break;
  }
  return new Uint8Array([number * 8 + 2, ...length, ...content]);
}

/** A resource with an attribute of arrays in arrays. */
function nestedProtobuf(depth: number): Uint8Array {
  let value = wrapped(1, utf8.encode('x'));
  for (let level = 0; level < depth; level += 1) value = wrapped(5, wrapped(1, value));
  const attribute = new Uint8Array([...wrapped(1, utf8.encode('k')), ...wrapped(2, value)]);
  return wrapped(1, wrapped(1, wrapped(1, attribute)));
}

function nestedJson(depth: number): Uint8Array {
  const value = `${'{"arrayValue":{"values":['.repeat(depth)}{"intValue":1}${']}}'.repeat(depth)}`;
  const attribute = `{"key":"k","value":${value}}`;
  return utf8.encode(`{"resourceSpans":[{"resource":{"attributes":[${attribute}]}}]}`);
}

/** As many empty spans as fit. */
const manySpans = (count: number): Uint8Array => {
  const spans = new Uint8Array(2 * count);
  for (let index = 0; index < count; index += 1) spans[2 * index] = 0x12;
  return wrapped(1, wrapped(2, spans));
};

describe('a hostile request', () => {
  test.each([
    ['JSON nested a little', JSON_TYPE, nestedJson(40), 200],
    ['JSON nested without end', JSON_TYPE, nestedJson(5000), 400],
    ['protobuf nested a little', PROTOBUF_TYPE, nestedProtobuf(40), 200],
    ['protobuf nested without end', PROTOBUF_TYPE, nestedProtobuf(1000), 400],
    ['JSON arrays in a field nobody knows', JSON_TYPE, utf8.encode(`{"x":${'['.repeat(100_000)}`), 400],
    ['a few spans of nothing', PROTOBUF_TYPE, manySpans(100), 200],
    ['spans of nothing by the million', PROTOBUF_TYPE, manySpans(1_000_000), 400],
    ['a length beyond the body', PROTOBUF_TYPE, new Uint8Array([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]), 400],
    ['a length that never ends', PROTOBUF_TYPE, new Uint8Array(20).fill(0xff), 400],
    ['a body cut in the middle', JSON_TYPE, utf8.encode('{"resourceSpans":[{"resource"'), 400],
    ['an empty JSON body', JSON_TYPE, new Uint8Array(), 400],
  ])('with %s is answered', async (_name, headers, body, status) => {
    const { send, taken } = await startedReceiver('{http: }');
    expect((await send({ headers, body })).status).toBe(status);
    if (status !== 200) expect(taken.traces).toEqual([]);
  });

  test.each([
    ['JSON', JSON_TYPE, {}, new Uint8Array(20 * MIB + 1).fill(0x20)],
    ['protobuf', PROTOBUF_TYPE, {}, new Uint8Array(20 * MIB + 1)],
    ['gzip', JSON_TYPE, { 'content-encoding': 'gzip' }, gzipSync(new Uint8Array(20 * MIB + 1).fill(0x20))],
  ])('of more than 20 MiB is refused: %s', async (_name, type, encoding, body) => {
    const { send } = await startedReceiver('{http: }');
    const response = await send({ headers: { ...type, ...encoding }, body });
    expect(response.status).toBe(400);
    expect(new TextDecoder().decode(response.body)).toContain('http: request body too large');
  });

  test('of 20 MiB is read', async () => {
    const { send } = await startedReceiver('{http: }');
    const body = new Uint8Array(20 * MIB).fill(0x20);
    body.set(utf8.encode('{}'));
    expect((await send({ headers: JSON_TYPE, body })).status).toBe(200);
  });

  test('over gRPC is answered too', async () => {
    const { network } = await startedReceiver('{grpc: }');
    const call = (message: Uint8Array, method = 'Export', service: string = GRPC_SERVICES.traces) =>
      network.call('localhost:4317', { method: `/${service}/${method}`, metadata: {}, message });
    expect((await call(nestedProtobuf(40))).code).toBe(0);
    expect((await call(nestedProtobuf(1000))).code).toBe(13);
    expect((await call(manySpans(1_000_000))).code).toBe(13);
    expect(await call(new Uint8Array(4 * MIB + 1))).toMatchObject({
      code: 8,
      statusMessage: 'grpc: received message larger than max (4194305 vs. 4194304)',
    });
    expect(await call(new Uint8Array(), 'Import')).toMatchObject({
      code: 12,
      statusMessage: `unknown method Import for service ${GRPC_SERVICES.traces}`,
    });
    expect(await call(new Uint8Array(), 'Export', 'a.b.C')).toMatchObject({
      code: 12,
      statusMessage: 'unknown service a.b.C',
    });
    const unnamed = { method: '/Export', metadata: {}, message: new Uint8Array() };
    expect(await network.call('localhost:4317', unnamed)).toMatchObject({
      code: 12,
      statusMessage: 'malformed method name: "/Export"',
    });
  });

  test('over gRPC may be as large as is configured', async () => {
    const { network } = await startedReceiver('{grpc: {max_recv_msg_size_mib: 1}}');
    const call = (length: number) =>
      network.call('localhost:4317', {
        method: `/${GRPC_SERVICES.logs}/Export`,
        metadata: {},
        message: new Uint8Array(length),
      });
    expect((await call(MIB + 1)).code).toBe(8);
    // A message of zeros is none: it fails later, when it is decoded.
    expect((await call(MIB)).code).toBe(13);
  });
});
