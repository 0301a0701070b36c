import { describe, expect, test } from 'vitest';
import { components } from '../components/components.ts';
import { struct } from '../config/schema.ts';
import { InProcessCollector } from '../hosts/in-process-collector.ts';
import { jsonSpans } from '../testing/requests.ts';
import { checkConfig } from './check-config.ts';
import { connectorFactory, extensionFactory, processorFactory } from './component.ts';

const empty = struct('test.Config', {});

/** Notes in `order` what starts and stops, and forwards. */
function registry(order: string[]) {
  return components.with([
    processorFactory({
      kind: 'processor',
      type: 'noting',
      schema: empty,
      stability: { traces: 'development' },
      doc: 'Notes when it starts and stops.',
      create: {
        traces: (_config, { id }, next) => ({
          mutatesData: id === 'noting/mutates',
          start: async () => void order.push(`start ${id}`),
          shutdown: async () => void order.push(`stop ${id}`),
          consume: async (data, context) => {
            if (id === 'noting/mutates') data.resourceSpans.length = 0;
            return next.consume(data, context);
          },
        }),
      },
    }),
    connectorFactory({
      kind: 'connector',
      type: 'first_only',
      schema: empty,
      stability: { traces_to_traces: 'development' },
      doc: 'Sends to the first of its pipelines only.',
      create: {
        traces_to_traces: (_config, _context, next) => ({
          mutatesData: false,
          consume: async (data, context) => {
            const [first] = [...next.pipelines.keys()].sort();
            return next.pipelines.get(first ?? '')?.consume(data, context);
          },
        }),
      },
    }),
    extensionFactory({
      kind: 'extension',
      type: 'noting',
      schema: empty,
      stability: { extension: 'development' },
      doc: 'Notes when it starts and stops.',
      create: (_config, { id }) => ({
        start: async () => void order.push(`start extension ${id}`),
        ready: () => void order.push('ready'),
        notReady: () => void order.push('not ready'),
        shutdown: async () => void order.push(`stop extension ${id}`),
      }),
    }),
  ]);
}

const config = (parts: { sections?: string; extensions?: string; pipelines: string }): string => `
receivers: {otlp: {protocols: {http: }}}
exporters: {trace_store: , nop: }
${parts.sections ?? ''}
service:
  extensions: [${parts.extensions ?? ''}]
  pipelines:
${parts.pipelines}`;

async function run(text: string) {
  const order: string[] = [];
  let spans = 0;
  const collector = new InProcessCollector({ components: registry(order) });
  const start = await collector.start(text, {
    log: () => undefined,
    traces: ({ resourceSpans }) => {
      spans += resourceSpans.flatMap((each) => each.scopeSpans.flatMap((scope) => scope.spans)).length;
    },
  });
  if (!start.ok) throw new Error(start.errors[0]?.message);
  const response = await collector.request(4318, jsonSpans(3));
  const status = await collector.status();
  await collector.shutdown();
  return { order, response, status, stored: spans };
}

async function problem(text: string): Promise<string | undefined> {
  return (await checkConfig(text, registry([]), {})).failure?.text;
}

describe('connectors', () => {
  test('join pipelines, and are counted on both sides', async () => {
    const { stored, status } = await run(
      config({
        sections: 'connectors: {forward: }',
        pipelines: `
    traces/in: {receivers: [otlp], exporters: [forward]}
    traces/a: {receivers: [forward], exporters: [trace_store]}
    traces/b: {receivers: [forward], exporters: [trace_store]}`,
      }),
    );
    expect(stored).toBe(6);
    expect(status.filter(({ kind }) => kind === 'connector')).toEqual([
      { kind: 'connector', id: 'forward', pipeline: 'traces/in', incoming: 3, outgoing: 3, refused: 0 },
      { kind: 'connector', id: 'forward', pipeline: 'traces/a', incoming: 3, outgoing: 3, refused: 0 },
      { kind: 'connector', id: 'forward', pipeline: 'traces/b', incoming: 3, outgoing: 3, refused: 0 },
    ]);
  });

  test('can choose among their pipelines', async () => {
    const { status } = await run(
      config({
        sections: 'connectors: {first_only: }',
        pipelines: `
    traces/in: {receivers: [otlp], exporters: [first_only]}
    traces/b: {receivers: [first_only], exporters: [nop]}
    traces/a: {receivers: [first_only], exporters: [trace_store]}`,
      }),
    );
    const incoming = (pipeline: string): number | undefined =>
      status.find((each) => each.pipeline === pipeline && each.kind === 'exporter')?.incoming;
    expect([incoming('traces/a'), incoming('traces/b')]).toEqual([3, 0]);
  });

  test('a change in one pipeline is not seen in the other, wherever in it it is made', async () => {
    const { stored } = await run(
      config({
        sections: 'connectors: {forward: }\nprocessors: {noting: , noting/mutates: }',
        pipelines: `
    traces/in: {receivers: [otlp], exporters: [forward]}
    traces/a: {receivers: [forward], processors: [noting, noting/mutates], exporters: [nop]}
    traces/b: {receivers: [forward], exporters: [trace_store]}`,
      }),
    );
    expect(stored).toBe(3);
  });

  test.each([
    [
      'used as exporter only',
      'traces: {receivers: [otlp], exporters: [nop, forward]}',
      'failed to build pipelines: connector "forward" used as exporter in [traces] pipeline but not used in any supported receiver pipeline',
    ],
    [
      'used as receiver only',
      'traces/1: {receivers: [otlp, forward], exporters: [nop]}',
      'failed to build pipelines: connector "forward" used as receiver in [traces/1] pipeline but not used in any supported exporter pipeline',
    ],
    [
      'between signals it can’t join',
      'traces: {receivers: [otlp], exporters: [forward]}\n    metrics: {receivers: [forward], exporters: [nop]}',
      'failed to build pipelines: connector "forward" used as exporter in [traces] pipeline but not used in any supported receiver pipeline',
    ],
    [
      'in a circle',
      'traces: {receivers: [otlp, forward], processors: [noting], exporters: [forward]}',
      'failed to build pipelines: cycle detected: connector "forward" (traces to traces) -> processor "noting" in pipeline "traces" -> connector "forward" (traces to traces)',
    ],
    [
      'in a circle of two pipelines',
      'traces: {receivers: [otlp, forward/2], exporters: [forward]}\n    traces/2: {receivers: [forward], exporters: [forward/2]}',
      'failed to build pipelines: cycle detected: connector "forward" (traces to traces) -> connector "forward/2" (traces to traces) -> connector "forward" (traces to traces)',
    ],
  ])('%s are refused', async (_name, pipelines, expected) => {
    const text = config({
      sections: 'connectors: {forward: , forward/2: }\nprocessors: {noting: }',
      pipelines: `    ${pipelines}`,
    });
    expect(await problem(text)).toBe(expected);
  });
});

describe('the order of components', () => {
  test('is against the data at the start and with it at the end, extensions around all', async () => {
    const { order } = await run(
      config({
        sections:
          'processors: {noting/1: , noting/2: , noting/3: }\nconnectors: {forward: }\nextensions: {noting: }',
        extensions: 'noting',
        pipelines: `
    traces/out: {receivers: [forward], processors: [noting/3], exporters: [nop]}
    traces: {receivers: [otlp], processors: [noting/1, noting/2], exporters: [forward]}`,
      }),
    );
    expect(order).toEqual([
      'start extension noting',
      'start noting/3',
      'start noting/2',
      'start noting/1',
      'ready',
      'not ready',
      'stop noting/1',
      'stop noting/2',
      'stop noting/3',
      'stop extension noting',
    ]);
  });
});
