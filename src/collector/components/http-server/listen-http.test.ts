import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../config/default-config.ts';
import { struct } from '../../config/schema.ts';
import { VirtualNetwork } from '../../hosts/virtual-network.ts';
import type { HttpRequest } from '../../http.ts';
import { type HttpServerConfig, listenHttp } from './listen-http.ts';
import { textAnswer } from './plain-answer.ts';
import { routed } from './routed.ts';
import { httpServerFields, serverDefaults } from './server-fields.ts';

const schema = struct('test.Config', httpServerFields(serverDefaults('localhost:80')));

async function server(config: Partial<HttpServerConfig> = {}) {
  const network = new VirtualNetwork();
  const handler = routed({
    '/page': async ({ body }) => textAnswer(200, `page ${body.length}`, {}),
    '/below/': async ({ path }) => textAnswer(200, path, {}),
    '/below/more/': async () => textAnswer(200, 'more', {}),
  });
  const all = { ...(defaultConfig(schema) as HttpServerConfig), ...config };
  await listenHttp(all, network, handler);
  return async (path: string, request: Partial<HttpRequest> = {}) => {
    const whole = { method: 'GET', path, headers: {}, body: new Uint8Array(), ...request };
    const response = (await network.deliver(80, whole))!;
    return { ...response, text: new TextDecoder().decode(response.body) };
  };
}

describe('a server', () => {
  test.each([
    ['/page', 200, 'page 0'],
    ['/page?x=/..', 200, 'page 0'],
    ['/page/', 404, '404 page not found\n'],
    ['/', 404, '404 page not found\n'],
    ['/below/x/y?z', 200, '/below/x/y?z'],
    ['/below/more/x', 200, 'more'],
  ])('answers %s as Go’s multiplexer does', async (path, status, text) => {
    expect(await (await server())(path)).toMatchObject({ status, text });
  });

  test.each([
    ['/below', '/below/'],
    ['//page', '/page'],
    ['/a/../page?x=1', '/page?x=1'],
    ['/./below/.', '/below'],
    ['/"<x>/../"', '/"'],
  ])('sends whoever asks for %s to %s', async (path, location) => {
    const answer = await (await server())(path);
    expect(answer).toMatchObject({ status: 307, headers: { location } });
    expect(answer.text).toBe(`<a href="${location.replace('"', '&#34;')}">Temporary Redirect</a>.\n\n`);
    expect((await (await server())(path, { method: 'POST' })).text).toBe('');
  });

  test('adds headers, and answers pages of origins that are allowed', async () => {
    const get = await server({
      response_headers: new Map([['X-Who', 'me']]),
      cors: {
        allowed_origins: ['https://*.example'],
        allowed_headers: undefined,
        exposed_headers: undefined,
        max_age: 0,
      },
    });
    const { headers } = await get('/page', { headers: { origin: 'https://a.example' } });
    expect(headers).toMatchObject({ 'x-who': 'me', 'access-control-allow-origin': 'https://a.example' });
    const other = await get('/page', { headers: { origin: 'https://example.org' } });
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('refuses encodings nobody knows, and bodies that aren’t in theirs', async () => {
    const post = async (encoding: string, config: Partial<HttpServerConfig> = {}) =>
      (await server(config))('/page', {
        headers: { 'content-encoding': encoding },
        body: new Uint8Array([1]),
      });
    expect(await post('foo')).toMatchObject({ status: 400, text: 'unsupported Content-Encoding: foo\n' });
    expect(await post('gzip')).toMatchObject({ status: 400, text: 'unexpected EOF\n' });
    expect(await post('', { compression_algorithms: ['gzip'] })).toMatchObject({ status: 400 });
    expect(await post('foo', { compression_algorithms: [] })).toMatchObject({ status: 200, text: 'page 1' });
  });
});
