import { afterEach, describe, expect, test } from 'vitest';
import { InProcessCollector } from '../../../hosts/in-process-collector.ts';
import { startNodeCollector } from '../../../hosts/node/node-collector.ts';
import { jsonSpans } from '../../../testing/requests.ts';
import { debugPages } from './debug-pages.ts';
import { htmlTable } from './html-page.ts';

const yaml = `extensions: {zpages: {expvar: {enabled: true}}, health_check/x: }
receivers: {otlp: {protocols: {http: }}}
exporters: {nop: }
connectors: {forward: }
service:
  extensions: [zpages, health_check/x]
  pipelines:
    traces/b: {receivers: [otlp], exporters: [forward]}
    traces/a: {receivers: [forward], exporters: [nop]}
`;

const running: { shutdown(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.shutdown();
});

async function started() {
  const collector = new InProcessCollector();
  running.push(collector);
  const lines: string[] = [];
  const events = { log: (line: string) => void lines.push(line), traces: () => undefined };
  const start = await collector.start(yaml, events, { featureGates: ['service.AllowNoPipelines'] });
  expect(start).toMatchObject({ ok: true });
  const get = async (path: string) => {
    const response = await collector.request(55679, {
      method: 'GET',
      path,
      headers: {},
      body: new Uint8Array(),
    });
    return { ...response!, text: new TextDecoder().decode(response!.body) };
  };
  return { collector, get, lines };
}

/** Every element that is opened is closed, in order. */
function isBalanced(html: string): boolean {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (name === 'meta') continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

const rows = (html: string): string[][] =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd]>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => cell),
  );

describe('zpages', () => {
  test.each(Object.keys(debugPages))('%s is a page of HTML', async (path) => {
    const { get } = await started();
    const page = await get(path);
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(page.text).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
    expect(isBalanced(page.text)).toBe(true);
  });

  test('show the pipelines, connectors among them, and what went through', async () => {
    const { collector, get } = await started();
    await collector.request(4318, jsonSpans(3));
    const { text } = await get('/debug/pipelinez');
    expect(rows(text)).toEqual(
      expect.arrayContaining([
        ['FullName', 'InputType', 'Receivers', 'Processors', 'Exporters'],
        ['traces/a', 'traces', 'forward (connector)', '', 'nop'],
        ['traces/b', 'traces', 'otlp', '', 'forward (connector)'],
        ['traces/b', 'receiver', 'otlp', '3', '3', '0', ''],
        ['traces/a', 'exporter', 'nop', '3', '3', '0', ''],
      ]),
    );
  });

  test('show extensions and feature gates', async () => {
    const { get } = await started();
    expect(rows((await get('/debug/extensionz')).text)).toEqual([
      ['FullName'],
      ['zpages'],
      ['health_check/x'],
    ]);
    const gates = rows((await get('/debug/featurez')).text);
    expect(gates).toContainEqual(['service.AllowNoPipelines', 'alpha', 'true']);
    expect(gates).toContainEqual(['service.profilesSupport', 'alpha', 'false']);
    expect(gates).toContainEqual(['pkg.confighttp.PrioritizeNewKeepalive', 'beta', 'true']);
  });

  test('say clearly what isn’t here', async () => {
    const { get, lines } = await started();
    expect((await get('/debug/expvarz')).status).toBe(501);
    expect((await get('/debug/tracez')).text).toContain('records no spans of its own');
    expect(await get('/debug/nosuch')).toMatchObject({ status: 404, text: '404 page not found\n' });
    expect(lines.some((line) => line.includes("'enabled' is known, but not implemented here"))).toBe(true);
  });

  test('are there on a real port', async () => {
    const events = { log: () => undefined, traces: () => undefined };
    const collector = await startNodeCollector(yaml, events, { ports: 'ephemeral' });
    running.push(collector);
    const response = await fetch(`http://127.0.0.1:${collector.portOf(55679)}/debug/servicez`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<h1>Service otelcol-contrib</h1>');
  });
});

test('nothing in a table is taken for HTML', () => {
  expect(htmlTable('<c>', ['a&b'], [['"<script>']])).toContain('<td>&#34;&lt;script&gt;</td>');
});
