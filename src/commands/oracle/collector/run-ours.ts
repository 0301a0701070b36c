/** Gives a case to our collector, on a network, files and a clock of its own. */
import { components } from '../../../collector/components/components.ts';
import { InProcessCollector } from '../../../collector/hosts/in-process-collector.ts';
import { MemoryFiles } from '../../../collector/hosts/memory-files.ts';
import { checkConfig } from '../../../collector/pipeline/check-config.ts';
import { ManualClock } from '../../../collector/pipeline/manual-clock.ts';
import type { CounterValue } from '../../../collector/pipeline/self-telemetry.ts';
import { type Answer, NOTHING } from './answer.ts';
import { bodyOf, type Case, withoutPorts } from './corpus.ts';
import { countersOfValues } from './counters.ts';

const environment: Record<string, string> = {
  OTLP_HTTP: '4318',
  PORT_1: '5001',
  PORT_2: '5002',
  PORT_3: '5003',
  OUT: '/out',
};

/** As long as the real one is given before it is told to stop. */
const SETTLE_MS = 300;

/** A moment of 2026-01-01 that no input has, as times of inputs are compared as they are. */
const START = 1_767_225_600_123_456_789n;

/** A line of the collector's log begins with a time and a level. */
const LOG_LINE = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t/;

export async function runOurs(each: Case): Promise<Answer> {
  const { failure } = await checkConfig(each.config, components, environment);
  const validate = failure === undefined ? [] : failure.text.split('\n');
  if (each.validateOnly || validate.length > 0) return { ...NOTHING, validate };
  const clock = new ManualClock(START);
  const written = new MemoryFiles();
  const printed: string[] = [];
  const collector = new InProcessCollector({ clock, files: written, environment, random: () => 0.5 });
  const started = await collector.start(each.config, {
    log: (line) => {
      if (!LOG_LINE.test(line)) printed.push(...withoutPorts(line, environment).split('\n'));
    },
    traces: () => undefined,
  });
  if (!started.ok) throw new Error(started.errors.map((error) => error.message).join('\n'));
  try {
    const responses = await drive(each, collector, clock);
    await pass(clock, SETTLE_MS);
    const counters = each.counters ? { counters: ownCounters(await collector.counters()) } : {};
    await collector.shutdown();
    const files = await contents(written);
    return { validate, responses, files, printed: withoutTrailing(printed), ...counters };
  } finally {
    collector.dispose();
  }
}

async function drive(
  each: Case,
  collector: InProcessCollector,
  clock: ManualClock,
): Promise<Answer['responses']> {
  const responses: { status: number; body: string }[] = [];
  for (const step of each.steps) {
    if ('wait' in step) {
      await pass(clock, step.wait);
      continue;
    }
    const [port, path] = 'get' in step ? target(step.get) : [4318, `/v1/${step.send}`];
    const answer = collector.request(port, {
      method: 'get' in step ? 'GET' : 'POST',
      path,
      headers: 'get' in step ? (step.headers ?? {}) : { 'content-type': 'application/json', ...step.headers },
      body: 'get' in step ? new Uint8Array() : new TextEncoder().encode(bodyOf(step)),
    });
    let answered = false;
    const response = await Promise.race([
      answer.finally(() => {
        answered = true;
      }),
      overTime(clock, () => answered),
    ]);
    responses.push({
      status: response?.status ?? 0,
      body: withoutPorts(new TextDecoder().decode(response?.body ?? new Uint8Array()), environment),
    });
    await pass(clock, 2);
  }
  return responses;
}

function ownCounters(values: readonly CounterValue[]): string[] {
  return countersOfValues(values).map((line) => withoutPorts(line, environment));
}

function target(url: string): [number, string] {
  const filled = url.replace(/\$\{(\w+)\}/g, (_, name: string) => environment[name] ?? '');
  const slash = filled.indexOf('/');
  return [Number(filled.slice(0, slash)), filled.slice(slash)];
}

/** Real turns that an answer may take without any time going by, as that of a page that is compressed. */
const TURNS = 20;

/** Lets time go by as long as an answer takes, where it waits for a queue: 10 s at most. */
async function overTime(clock: ManualClock, answered: () => boolean): Promise<undefined> {
  for (let turn = 0; turn < TURNS && !answered(); turn += 1) await clock.settle();
  for (let waited = 0; waited < 1000 && !answered(); waited += 1) await pass(clock, 10);
  return undefined;
}

/** Moves time forward in small steps, with real turns between, as compression and the network take them. */
async function pass(clock: ManualClock, ms: number): Promise<void> {
  const steps = Math.max(1, Math.min(20, Math.ceil(ms / 10)));
  for (let step = 0; step < steps; step += 1) {
    await clock.advance(BigInt(Math.round((ms * 1e6) / steps)));
  }
}

async function contents(files: MemoryFiles): Promise<Record<string, string[]>> {
  const result: Record<string, string[]> = {};
  for (const name of (await files.list('/out')).toSorted()) {
    const text = new TextDecoder().decode((await files.read(`/out/${name}`)) ?? new Uint8Array());
    result[name] = withoutTrailing(text.split('\n'));
  }
  return result;
}

function withoutTrailing(lines: readonly string[]): string[] {
  const end = lines.findLastIndex((line) => line !== '') + 1;
  return lines.slice(0, end);
}
