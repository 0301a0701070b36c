import { afterEach, describe, expect, it, vi } from 'vitest';
import { LabRequestError, type RunResult } from '../runtime/lab-runtime.ts';
import type { AttemptEvents, AttemptResult, GradedLab } from './attempt.ts';
import { expectOne } from './expectations.ts';
import type { Scenario } from './lab.ts';
import { runAttempt } from './run-attempt.ts';
import { SpanQuery } from './span-query.ts';
import { FakeCollector } from './testing/fake-collector.ts';
import { exportSpan, type FakeProgram, FakeRuntime } from './testing/fake-runtime.ts';
import { text } from './write-text.ts';

interface Inputs {
  readonly id: string;
}

const scenario: Scenario<Inputs> = {
  draw: (random) => ({ id: random.hex(8) }),
  launch: ({ id }) => ({ env: { ID: id } }),
};

function lab(overrides: Partial<Scenario<Inputs>> = {}): GradedLab<Inputs> {
  return {
    definition: {
      id: 'test',
      title: text('Test', '测试'),
      teaches: text('Test', '测试'),
      entry: 'src/main.ts',
      files: [],
      collectorConfig: 'collector.yaml',
      opens: 'trace',
      starterPasses: [],
    },
    scenario: { ...scenario, ...overrides },
    checks: [
      {
        id: 'named-by-id',
        title: text('Named', '名称'),
        judge: ({ spans, inputs }) => expectOne(SpanQuery.of(spans).named(inputs.id)),
      },
    ],
  };
}

const files = { 'src/main.ts': '', 'collector.yaml': 'receivers:' };
const emitsItsId: FakeProgram = async (host, { env }) => {
  host.output('stdout', 'hello');
  await exportSpan(host, env?.['ID'] ?? '');
  return {};
};

function start(
  program: FakeProgram,
  more: { lab?: GradedLab<Inputs>; collector?: FakeCollector; events?: AttemptEvents; seed?: number } = {},
) {
  const collector = more.collector ?? new FakeCollector();
  const attempt = runAttempt({
    lab: more.lab ?? lab(),
    files,
    runtime: new FakeRuntime(program),
    collector,
    seed: more.seed ?? 7,
    ...(more.events === undefined ? {} : { events: more.events }),
  });
  return { attempt, collector };
}

const outcomes = ({ verdict }: AttemptResult) => verdict?.results.map(({ outcome }) => outcome.status);
const never = new Promise<never>(() => {});

afterEach(() => {
  vi.useRealTimers();
});

describe('an attempt', () => {
  it('lets checks read the counters of after the flush', async () => {
    const seen: number[] = [];
    const counting: GradedLab<Inputs> = {
      ...lab(),
      checks: [
        {
          id: 'counted',
          title: text('Counted', '计数'),
          judge({ counters }) {
            seen.push(...counters.map(({ value }) => value));
            return { status: 'pass' };
          },
        },
      ],
    };
    await start(emitsItsId, { lab: counting }).attempt.result;
    expect(seen).toEqual([1]);
  });

  it('starts the collector, runs the program with its inputs, flushes, judges', async () => {
    const { attempt, collector } = start(emitsItsId);
    const result = await attempt.result;
    expect(collector.calls).toEqual(['start receivers:', 'shutdown']);
    expect(result).toMatchObject({
      counters: [{ name: 'otelcol_exporter_sent_spans', value: 1 }],
      seed: 7,
      run: { outcome: 'exited', exitCode: 0 },
      collector: { ok: true },
      verdict: { passed: true },
    });
    expect(result.spans.map(({ sequence }) => sequence)).toEqual([0]);
  });

  it('draws the same inputs from the same seed and others from another', async () => {
    const ids = await Promise.all(
      [1, 1, 2].map(async (seed) => (await start(emitsItsId, { seed }).attempt.result).spans[0]?.span.name),
    );
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  it('tells what happens while it happens, and nothing after its end', async () => {
    const seen: string[] = [];
    const collector = new FakeCollector();
    const { attempt } = start(emitsItsId, {
      collector,
      events: {
        output: (stream, chunk) => seen.push(`${stream} ${chunk}`),
        collectorLog: (line) => seen.push(line.replace(/[0-9a-f]{8}/, 'ID')),
        spans: (spans) => seen.push(`${spans.length} span`),
        exchange: ({ path }) => seen.push(path),
      },
    });
    await attempt.result;
    expect(seen).toEqual(['stdout hello', '/v1/traces', 'exported ID', '1 span']);
    await collector.request(4318, { method: 'POST', path: '/late', headers: {}, body: new Uint8Array() });
    collector.deliver();
    expect(seen).toHaveLength(4);
  });

  it('judges programs that fail, block or take too long by what arrived', async () => {
    for (const outcome of ['exited', 'timed-out', 'unresponsive'] as const) {
      const end = { outcome, exitCode: 1 } as Partial<RunResult>;
      const passed = await start(async (...args) => ({ ...(await emitsItsId(...args)), ...end })).attempt
        .result;
      expect([passed.run?.outcome, outcomes(passed)]).toEqual([outcome, ['pass']]);
      const failed = await start(async () => end).attempt.result;
      expect(outcomes(failed)).toEqual(['fail']);
    }
  });

  it('has no verdict on programs that did not run', async () => {
    for (const outcome of ['compile-error', 'infrastructure-error'] as const) {
      const result = await start(async () => ({ outcome }) as Partial<RunResult>).attempt.result;
      expect([result.run?.outcome, result.verdict]).toEqual([outcome, undefined]);
    }
  });

  it('does not start the program when the collector refuses its configuration', async () => {
    const refusal = { ok: false, errors: [{ message: 'no receivers' }] } as const;
    const program = vi.fn(emitsItsId);
    const { attempt, collector } = start(program, { collector: new FakeCollector({ startAnswer: refusal }) });
    expect(await attempt.result).toMatchObject({
      run: undefined,
      collector: refusal,
      verdict: undefined,
      spans: [],
    });
    expect(program).not.toHaveBeenCalled();
    expect(collector.calls).toEqual(['start receivers:']);
  });
});

describe('a collector that fails', () => {
  it.each(['start', 'shutdown'] as const)(
    'at %s makes an infrastructure error, not a verdict',
    async (step) => {
      const collector = new FakeCollector({ [step]: () => Promise.reject(new Error('worker died')) });
      const result = await start(emitsItsId, { collector }).attempt.result;
      expect(result.run).toMatchObject({
        outcome: 'infrastructure-error',
        reason: expect.stringContaining('worker died'),
      });
      expect(result.verdict).toBeUndefined();
    },
  );

  it.each(['start', 'shutdown'] as const)('to answer at %s does not hang the attempt', async (step) => {
    vi.useFakeTimers();
    const { attempt } = start(emitsItsId, { collector: new FakeCollector({ [step]: () => never }) });
    await vi.advanceTimersByTimeAsync(11_000);
    expect((await attempt.result).run).toMatchObject({
      outcome: 'infrastructure-error',
      reason: expect.stringContaining('within 10 s'),
    });
  });

  it('while the program runs lets the program find nobody there', async () => {
    const collector = new FakeCollector();
    collector.request = () => Promise.reject(new Error('worker died'));
    const answers: unknown[] = [];
    await start(
      async (host) => {
        answers.push(
          await host.request(4318, { method: 'GET', path: '/', headers: {}, body: new Uint8Array() }),
        );
        return {};
      },
      { collector },
    ).attempt.result;
    expect(answers).toEqual([undefined]);
  });
});

describe('stop', () => {
  it('while the collector starts ends the attempt without starting the program', async () => {
    const program = vi.fn(emitsItsId);
    const { attempt } = start(program, { collector: new FakeCollector({ start: () => never }) });
    attempt.stop();
    expect(await attempt.result).toMatchObject({ run: { outcome: 'stopped' }, verdict: undefined });
    expect(program).not.toHaveBeenCalled();
  });

  it('while the program runs stops it, and the collector is flushed', async () => {
    const { attempt, collector } = start(async (host) => {
      await exportSpan(host, 'early');
      attempt.stop();
      return never;
    });
    expect(await attempt.result).toMatchObject({ run: { outcome: 'stopped' }, verdict: undefined });
    expect(collector.calls).toContain('shutdown');
  });

  it('never shuts down the collector of the attempt that follows', async () => {
    const collector = new FakeCollector();
    collector.status = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return [];
    };
    const { attempt: running } = start(
      () => {
        running.stop();
        return never;
      },
      { collector },
    );
    await running.result;
    const ending = start(async () => ({}), { collector }).attempt;
    setTimeout(() => ending.stop(), 2);
    await ending.result;
    await start(emitsItsId, { collector }).attempt.result;
    expect(collector.calls.map((call) => call.split(' ')[0])).toEqual([
      'start',
      'shutdown',
      'start',
      'shutdown',
      'start',
      'shutdown',
    ]);
  });

  it('while the collector flushes keeps the result of the run, without a verdict', async () => {
    const collector = new FakeCollector({ shutdown: () => never });
    const { attempt } = start(async () => ({ exitCode: 3 }), { collector });
    setTimeout(() => attempt.stop(), 10);
    expect(await attempt.result).toMatchObject({
      run: { outcome: 'exited', exitCode: 3 },
      verdict: undefined,
    });
  });

  it('after the end changes nothing', async () => {
    const { attempt } = start(emitsItsId);
    const result = await attempt.result;
    attempt.stop();
    expect(await attempt.result).toBe(result);
    expect(result.verdict?.passed).toBe(true);
  });
});

describe('a scenario that drives', () => {
  const request = { method: 'GET', path: '/a', headers: {}, body: new Uint8Array() };

  it('waits for the server, makes its requests, and the end is judged', async () => {
    const asked: string[] = [];
    const drive: Scenario<Inputs>['drive'] = async (program, { id }) => {
      await program.listening(8080);
      await program.listening(8080);
      const { body } = await program.request(8080, { ...request, path: `/${id}` });
      asked.push(new TextDecoder().decode(body));
    };
    const result = await start(
      async (host, program, stopped) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        host.listening?.(8080);
        return await emitsItsId(host, program, stopped);
      },
      { lab: lab({ drive }) },
    ).attempt.result;
    expect(asked).toEqual([`/${result.spans[0]?.span.name}`]);
    expect(outcomes(result)).toEqual(['pass']);
  });

  it('hears that the program ended before it listened; what arrived is judged', async () => {
    const heard: unknown[] = [];
    const drive: Scenario<Inputs>['drive'] = async (program) => {
      await program.listening(8080).catch((error: unknown) => {
        heard.push(error);
        throw error;
      });
    };
    const result = await start(emitsItsId, { lab: lab({ drive }) }).attempt.result;
    expect(heard).toMatchObject([{ code: 'ECONNREFUSED' }]);
    expect(outcomes(result)).toEqual(['pass']);
  });

  it('that is refused a request stops the program, which would wait for ever', async () => {
    const drive: Scenario<Inputs>['drive'] = () => Promise.reject(new LabRequestError('ECONNRESET', 8080));
    const result = await start(() => never, { lab: lab({ drive }) }).attempt.result;
    expect([result.run?.outcome, outcomes(result)]).toEqual(['stopped', ['fail']]);
  });

  it('that breaks is an error of every check, never of the learner', async () => {
    const broken: Partial<Scenario<Inputs>>[] = [
      { drive: () => Promise.reject(new TypeError('oops')) },
      {
        draw: () => {
          throw new TypeError('oops');
        },
      },
      {
        launch: () => {
          throw new TypeError('oops');
        },
      },
    ];
    for (const overrides of broken) {
      const result = await start(emitsItsId, { lab: lab(overrides) }).attempt.result;
      expect(result.verdict).toMatchObject({
        passed: false,
        results: [{ outcome: { status: 'error', message: expect.stringContaining('TypeError: oops') } }],
      });
    }
  });

  it('that never ends does not hang an attempt whose program has ended', async () => {
    vi.useFakeTimers();
    const { attempt } = start(emitsItsId, { lab: lab({ drive: () => never }) });
    await vi.advanceTimersByTimeAsync(1_100);
    expect(outcomes(await attempt.result)).toEqual(['pass']);
  });
});
