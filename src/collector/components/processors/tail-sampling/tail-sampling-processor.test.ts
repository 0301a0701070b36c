import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cloneData } from '../../../../otlp/clone-message.ts';
import type { ResourceSpans, Span, TracesData } from '../../../../otlp/model.ts';
import { countSpans, spansOf } from '../../../../otlp/spans.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseFeatureGates } from '../../../config/feature-gates.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { guardedClock } from '../../../pipeline/guarded-clock.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { testSpan } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { tailSamplingSchema } from './config.ts';
import { createTailSamplingProcessor } from './tail-sampling-processor.ts';

const MS = 1_000_000n;
const SECOND = 1_000_000_000n;
const START = 1_700_000_000n * SECOND;

const ALL = { name: 'all', type: 'always_sample' };
const ERRORS = { name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } };

function traceId(number: number): string {
  return number.toString(16).padStart(32, '0');
}

/** Spans of traces, told apart by their span ids. */
function spans(traces: readonly number[], first = 1, parts: Partial<Span> = {}): TracesData {
  const all = traces.map((trace, index) => ({
    ...testSpan(first + index),
    traceId: traceId(trace),
    ...parts,
  }));
  return {
    resourceSpans: [
      {
        resource: { attributes: new Map([['service.name', 'shop']]), droppedAttributesCount: 0 },
        scopeSpans: [
          {
            scope: { name: 'tests', version: '', attributes: new Map(), droppedAttributesCount: 0 },
            spans: all,
            schemaUrl: '',
          },
        ],
        schemaUrl: '',
      },
    ],
  };
}

interface Options {
  readonly gates?: readonly string[];
  /** What the next consumer does. */
  readonly next?: (data: TracesData) => Promise<void>;
}

async function started(config: object, { gates = [], next = async () => undefined }: Options = {}) {
  const clock = new ManualClock(START, () => new Promise((resolve) => setImmediate(resolve)));
  const { config: decoded, problems } = decodeStruct(tailSamplingSchema, parseYaml(JSON.stringify(config)));
  expect(problems).toEqual([]);
  const failures: string[] = [];
  const { context, lines } = testContext({
    id: 'tail_sampling',
    clock,
    featureGates: parseFeatureGates(gates.map((gate) => `processor.tailsamplingprocessor.${gate}`)),
  });
  const guarded = guardedClock(clock, context.logger, (reason) => failures.push(reason));
  const sent: TracesData[] = [];
  const processor = createTailSamplingProcessor(
    decoded,
    { ...context, clock: guarded },
    {
      mutatesData: true,
      async consume(data) {
        sent.push(data);
        await next(data);
        return undefined;
      },
    },
  );
  await processor.start?.();
  return {
    clock,
    context,
    failures,
    /** Without those of level debug. */
    log: () => lines.map((line) => line.slice(line.indexOf('\t') + 1)).filter((line) => !/^debug/.test(line)),
    processor,
    sent,
    consume: (data: TracesData) => processor.consume(data, emptyContext),
    /** The numbers of the spans that were handed on. */
    numbers: () => sent.flatMap((data) => [...spansOf(data)].map(({ span }) => Number(`0x${span.spanId}`))),
  };
}

describe('the tail_sampling processor', () => {
  test('hands a trace on when its wait is over, all spans together', async () => {
    const { consume, clock, numbers, sent } = await started({ decision_wait: '2s', policies: [ALL] });
    await consume(spans([7, 8]));
    await clock.advance(1500n * MS);
    await consume(spans([7], 3));
    await clock.advance(1499n * MS);
    expect(sent).toEqual([]);
    await clock.advance(1n * MS);
    expect(sent.map(countSpans)).toEqual([2, 1]);
    expect(numbers()).toEqual([1, 3, 2]);
  });

  test('accounts for the memory of spans that wait', async () => {
    const { consume, clock, context } = await started({ decision_wait: '1s', policies: [ERRORS] });
    await consume(spans([1, 2, 3]));
    expect(context.memory.used).toBeGreaterThan(100);
    await clock.advance(2n * SECOND);
    expect(context.memory.used).toBe(0);
  });

  test('gives each trace a resource and a scope of its own', async () => {
    const { consume, clock, sent } = await started(
      { decision_wait: '1s', policies: [ALL] },
      { next: async ({ resourceSpans: [first] }) => addMark(first) },
    );
    const data = spans([1, 2, 3]);
    await consume(data);
    await clock.advance(2n * SECOND);
    await consume(spans([1], 4));
    expect(sent).toHaveLength(4);
    for (const { resourceSpans } of sent) {
      expect(resourceSpans[0]?.resource.attributes.get('marks')).toBe('x');
      expect(resourceSpans[0]?.scopeSpans[0]?.scope.attributes.get('marks')).toBe('x');
    }
    expect(data.resourceSpans[0]?.resource.attributes.size).toBe(1);
  });

  test.each([[[]], [['recordpolicy']]])(
    'leaves what others read as it is, with the gates %j',
    async (gates) => {
      const composite = {
        name: 'c',
        type: 'composite',
        composite: { max_total_spans_per_second: 100, composite_sub_policy: [ALL] },
      };
      const { consume, clock, processor, sent } = await started(
        { decision_wait: '1s', policies: [composite] },
        { gates },
      );
      expect(processor.mutatesData).toBe(false);
      const data = spans([1, 2]);
      const before = cloneData('traces', data);
      await consume(data);
      await clock.advance(2n * SECOND);
      expect(sent).toHaveLength(2);
      expect(data).toEqual(before);
    },
  );

  test('takes requests one after the other while the next consumer is slow', async () => {
    const gate = Promise.withResolvers<void>();
    const { consume, clock, numbers } = await started(
      { decision_wait: '1s', policies: [ALL] },
      { next: () => gate.promise },
    );
    await consume(spans([1]));
    await clock.advance(2n * SECOND);
    const answered: number[] = [];
    for (const number of [2, 3, 4]) void consume(spans([1], number)).then(() => answered.push(number));
    await clock.advance(3n * SECOND);
    expect(answered).toEqual([2]);
    gate.resolve();
    await clock.settle();
    expect(answered).toEqual([2, 3, 4]);
    expect(numbers()).toEqual([1, 2, 3, 4]);
  });

  test('logs what could not be handed on, and goes on', async () => {
    const { consume, clock, log } = await started(
      { decision_wait: '1s', policies: [ALL] },
      { next: () => Promise.reject(new Error('no route')) },
    );
    await consume(spans([1, 2]));
    await clock.advance(2n * SECOND);
    expect(log()).toEqual(Array(2).fill('warn\tError sending spans to destination\t{"error": "no route"}'));
  });

  test('a policy that can’t work is a failure of the component, seen by who sends spans', async () => {
    const policy = { name: 'n', type: 'numeric_attribute', numeric_attribute: { key: 'a' } };
    const { consume, clock, failures, log, processor } = await started({
      decision_wait: '1s',
      policies: [policy],
    });
    expect(log()).toEqual([
      'error\tAt least one of minValue or maxValue must be set\t{"policy": "numeric_attribute"}',
    ]);
    await consume(spans([1]));
    await clock.advance(3n * SECOND);
    const reason = 'the numeric_attribute policy has neither min_value nor max_value';
    expect(failures).toEqual([reason]);
    await expect(consume(spans([2]))).rejects.toThrow(reason);
    await processor.shutdown?.();
  });

  test('ends at shutdown even where traces wait for room that never comes', async () => {
    const { consume, clock, log, numbers, processor } = await started({
      decision_wait: '1s',
      num_traces: 1,
      block_on_overflow: true,
      policies: [ALL],
    });
    void consume(spans([1]));
    void consume(spans([2], 2));
    await clock.advance(5n * SECOND);
    expect(numbers()).toEqual([1]);
    await processor.shutdown?.();
    expect(log()).toEqual(['error\tShut down while traces waited for room: they are lost\t{"requests": 1}']);
  });

  test('takes traces in at shutdown that waited for room', async () => {
    const { consume, numbers, processor } = await started({
      decision_wait: '3s',
      num_traces: 1,
      block_on_overflow: true,
      decision_cache: { sampled_cache_size: 10 },
      policies: [ALL],
    });
    for (const trace of [1, 2, 3]) void consume(spans([trace, trace], trace * 10));
    await processor.shutdown?.();
    expect(numbers()).toEqual([10, 11, 20, 21, 30, 31]);
  });

  test('the tracestate of a trace that is kept tells how many it stands for', async () => {
    const policy = { name: 'half', type: 'probabilistic', probabilistic: { sampling_percentage: 50 } };
    const { consume, clock, processor, sent } = await started(
      { decision_wait: '1s', policies: [policy] },
      { gates: ['usetracestate'] },
    );
    expect(processor.mutatesData).toBe(true);
    await consume(spans([1], 1, { traceState: 'ot=rv:80000000000000,other=1' }));
    await consume(spans([2], 2, { traceState: 'ot=rv:7fffffffffffff' }));
    await clock.advance(2n * SECOND);
    expect(sent.flatMap((data) => [...spansOf(data)].map(({ span }) => span.traceState))).toEqual([
      'ot=rv:80000000000000;th:8,other=1',
    ]);
  });
});

function addMark(first: ResourceSpans | undefined): void {
  for (const each of [first?.resource, first?.scopeSpans[0]?.scope]) {
    each?.attributes.set('marks', `${each.attributes.get('marks') ?? ''}x`);
  }
}

const text = fc.constantFrom('', 'a', 'b', 'shop', 'service.name', 'number', '^s', 'h');
const whole = fc.integer({ min: -2, max: 6 });

/** The section of a policy that holds no others. */
const section = fc.oneof(
  fc.constantFrom({ type: 'always_sample' }, { type: 'trace_flags' }),
  fc.record({ threshold_ms: whole }).map((latency) => ({ type: 'latency', latency })),
  fc
    .record({ key: text, min_value: fc.integer({ min: 1, max: 9 }), invert_match: fc.boolean() })
    .map((numeric_attribute) => ({ type: 'numeric_attribute', numeric_attribute })),
  fc
    .record({ sampling_percentage: fc.double({ min: -10, max: 110, noNaN: true }), hash_salt: text })
    .map((probabilistic) => ({ type: 'probabilistic', probabilistic })),
  fc
    .subarray(['OK', 'ERROR', 'UNSET'], { minLength: 1 })
    .map((status_codes) => ({ type: 'status_code', status_code: { status_codes } })),
  fc
    .record({
      key: text,
      values: fc.array(text),
      enabled_regex_matching: fc.boolean(),
      invert_match: fc.boolean(),
    })
    .map((string_attribute) => ({ type: 'string_attribute', string_attribute })),
  fc.record({ min_spans: whole }).map((span_count) => ({ type: 'span_count', span_count })),
  fc
    .record({ key: text, values: fc.array(text) })
    .map((trace_state) => ({ type: 'trace_state', trace_state })),
  fc
    .record({ key: text, value: fc.boolean(), invert_match: fc.boolean() })
    .map((boolean_attribute) => ({ type: 'boolean_attribute', boolean_attribute })),
  fc
    .constantFrom('status.code == 2', 'Substring(name, 0, 9) == "x"', 'attributes["number"] > 3')
    .map((span) => ({ type: 'ottl_condition', ottl_condition: { error_mode: 'propagate', span: [span] } })),
);

/** Those that spend a budget. */
const limiting = fc.oneof(
  fc
    .record({ spans_per_second: whole, burst_capacity: whole })
    .map((rate_limiting) => ({ type: 'rate_limiting', rate_limiting })),
  fc
    .record({ bytes_per_second: fc.integer({ min: -1, max: 500 }) })
    .map((bytes_limiting) => ({ type: 'bytes_limiting', bytes_limiting })),
);

/** Policies of all types; `leaf` makes those that hold no others. */
function policies(leaf: fc.Arbitrary<object>) {
  const sub = leaf.map((each) => ({ name: 's', ...each }));
  const subs = fc.array(
    fc.oneof(
      sub,
      sub.map((not_sub_policy) => ({ name: 'n', type: 'not', not: { not_sub_policy } })),
    ),
    { maxLength: 3 },
  );
  const policy = fc.oneof(
    leaf,
    subs.map((and_sub_policy) => ({ type: 'and', and: { and_sub_policy } })),
    subs.map((drop_sub_policy) => ({ type: 'drop', drop: { drop_sub_policy } })),
    sub.map((not_sub_policy) => ({ type: 'not', not: { not_sub_policy } })),
    fc
      .record({
        max_total_spans_per_second: whole,
        composite_sub_policy: fc.array(sub, { maxLength: 3 }),
        rate_allocation: fc.array(fc.record({ policy: fc.constant('s'), percent: whole })),
      })
      .map((composite) => ({ type: 'composite', composite })),
  );
  return fc
    .array(policy, { maxLength: 4 })
    .map((all) => all.map((each, index) => ({ name: `p${index}`, ...each })));
}

const GATES = ['recordpolicy', 'usetracestate', 'metricstatcountspanssampled', 'metricstatcountbytessampled'];

const traffic = fc.array(
  fc.oneof(
    fc.record({
      traces: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 }),
      root: fc.boolean(),
      status: fc.integer({ min: 0, max: 2 }),
      traceState: fc.constantFrom('', 'a=b', 'ot=th:8', 'ot=rv:0123456789abcd', '='),
    }),
    fc.record({ wait: fc.integer({ min: 1, max: 3000 }) }),
  ),
  { maxLength: 12 },
);

type Step = (typeof traffic extends fc.Arbitrary<infer T> ? T : never) extends readonly (infer E)[]
  ? E
  : never;

/** Runs the traffic, and tells which spans of each trace came in and went out. */
async function run(config: object, steps: readonly Step[], gates: readonly string[] = []) {
  const { consume, clock, context, failures, numbers, processor } = await started(config, { gates });
  const entered = new Map<number, number>();
  for (const step of steps) {
    if ('wait' in step) {
      await clock.advance(BigInt(step.wait) * MS);
      continue;
    }
    const first = entered.size + 1;
    for (const [index, trace] of step.traces.entries()) entered.set(first + index, trace);
    const { root, status, traceState } = step;
    const parts = {
      parentSpanId: root ? '' : 'ff'.repeat(8),
      status: { code: status, message: '' },
      traceState,
    };
    void consume(spans(step.traces, first, parts));
    await clock.settle();
  }
  await processor.shutdown?.();
  expect(failures).toEqual([]);
  expect(context.memory.used).toBe(0);
  return { entered, left: numbers() };
}

describe('whatever the policies and the traffic', () => {
  const room = fc.record(
    {
      decision_wait: fc.constantFrom('0s', '1s', '2500ms'),
      decision_wait_after_root_received: fc.constantFrom('0s', '1s', '100ms'),
      sample_on_first_match: fc.boolean(),
      num_shards: fc.integer({ min: 0, max: 3 }),
      drop_pending_traces_on_shutdown: fc.boolean(),
    },
    { requiredKeys: ['decision_wait'] },
  );
  const tight = fc.record(
    {
      num_traces: fc.integer({ min: 0, max: 4 }),
      block_on_overflow: fc.boolean(),
      maximum_trace_size_bytes: fc.integer({ min: 0, max: 400 }),
      decision_cache: fc.record({
        sampled_cache_size: fc.integer({ min: -1, max: 3 }),
        non_sampled_cache_size: fc.integer({ min: -1, max: 3 }),
      }),
    },
    { requiredKeys: [] },
  );

  test('nothing fails, no span is made up or doubled, and those of a request keep their order', async () => {
    await fc.assert(
      fc.asyncProperty(
        room,
        tight,
        policies(fc.oneof({ arbitrary: section, weight: 4 }, limiting)),
        traffic,
        fc.subarray(GATES),
        async (base, limits, chosen, steps, gates) => {
          const { entered, left } = await run({ ...base, ...limits, policies: chosen }, steps, gates);
          expect(new Set(left).size).toBe(left.length);
          for (const number of left) expect(entered.has(number)).toBe(true);
          for (const trace of new Set(entered.values())) {
            const own = left.filter((number) => entered.get(number) === trace);
            expect(own).toEqual(own.toSorted((a, b) => a - b));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('with caches no trace is kept in part', async () => {
    const decision_cache = { sampled_cache_size: 1000, non_sampled_cache_size: 1000 };
    const strategies = fc.constantFrom(
      { sampling_strategy: 'trace-complete' },
      { sampling_strategy: 'span-ingest' },
      { maximum_trace_size_bytes: 300 },
    );
    await fc.assert(
      fc.asyncProperty(
        room,
        strategies,
        policies(section),
        traffic,
        async (base, strategy, chosen, steps) => {
          const config = { ...base, ...strategy, drop_pending_traces_on_shutdown: false, decision_cache };
          const { entered, left } = await run({ ...config, policies: chosen }, steps);
          for (const trace of new Set(entered.values())) {
            const all = [...entered.keys()].filter((number) => entered.get(number) === trace);
            const own = left.filter((number) => entered.get(number) === trace);
            expect(own.length === 0 || own.length === all.length).toBe(true);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a policy that keeps everything loses nothing while there is room', async () => {
    await fc.assert(
      fc.asyncProperty(room, tight, traffic, async (base, { decision_cache }, steps) => {
        const config = {
          ...base,
          ...(decision_cache === undefined ? {} : { decision_cache }),
          drop_pending_traces_on_shutdown: false,
        };
        const { entered, left } = await run({ ...config, policies: [ALL] }, steps);
        expect(left.toSorted((a, b) => a - b)).toEqual([...entered.keys()]);
      }),
      { numRuns: 60 },
    );
  });
});
