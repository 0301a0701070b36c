/**
 * Our collector under Node and the real one, each a process of its own: the same configuration, the same requests over
 * the same connections, the same backend. Held against each other is the processor time both take for a span.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeResponse } from '../../../otlp/export-response.ts';
import { buildReference, goVersion } from '../../oracle/collector/build-reference.ts';
import { repositoryRoot } from '../../repository-root.ts';
import { type Measurement, median } from '../benchmark.ts';
import { throughput } from './decode.ts';
import { pipelineConfig } from './pipeline-config.ts';
import { requests, SPANS_PER_REQUEST } from './workload.ts';

const WARM_UP_SPANS = 150_000;
const SPANS = 300_000;
const CONNECTIONS = 4;
const ROUNDS = 3;

/** Clock ticks in a second, as Linux shows processor time to programs on every machine. */
const TICKS = 100;

/** Until nothing has arrived for so long, there may be spans whose traces are not decided. */
const QUIET_MS = 2500;

const START_MS = 20_000;

/** Spans in a second of processor time; nothing where the real collector can't be built or times can't be read. */
export async function measureProcesses(report: (line: string) => void): Promise<Measurement[]> {
  const missing =
    goVersion() === undefined
      ? 'there is no Go toolchain (`go` on the PATH)'
      : existsSync('/proc/self/stat')
        ? undefined
        : 'the processor time of a process can’t be read here (there is no /proc)';
  if (missing !== undefined) {
    report(`skipped against the real collector: ${missing}`);
    return [];
  }
  const binary = buildReference(report);
  const bodies = requests(WARM_UP_SPANS + SPANS, 'protobuf');
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    ours.push(
      await spansPerSecond(bodies, (config) => [
        process.execPath,
        [join(repositoryRoot, 'src/collector/hosts/node/main.ts'), 'run', '--config', config],
      ]),
    );
    theirs.push(
      await spansPerSecond(bodies, (config) => [
        binary,
        ['--config', config, '--config', 'yaml:service::telemetry::metrics::level: none'],
      ]),
    );
    report(
      `round ${round} of ${ROUNDS}, spans in a second of processor time: ours ${shown(ours.at(-1))}, the real collector ${shown(theirs.at(-1))}`,
    );
  }
  const reference = { name: 'the Go collector on one core (GOMAXPROCS=1)', value: median(theirs) };
  return [throughput('pipeline as a process, per second of processor time', median(ours), reference, 0.5)];
}

function shown(value: number | undefined): string {
  return Math.round(value ?? 0).toLocaleString('en');
}

async function spansPerSecond(
  bodies: readonly Uint8Array[],
  command: (config: string) => [string, string[]],
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'otlp-academy-bench-'));
  const backend = await startBackend();
  const port = await freePort();
  const config = join(folder, 'config.yaml');
  writeFileSync(config, pipelineConfig(`127.0.0.1:${port}`, `http://127.0.0.1:${backend.port}`));
  const [program, args] = command(config);
  const child = spawn(program, args, { env: { ...process.env, GOMAXPROCS: '1' }, stdio: 'ignore' });
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  try {
    await answering(port, child, agent);
    const warmUp = Math.ceil(WARM_UP_SPANS / SPANS_PER_REQUEST);
    await send(bodies.slice(0, warmUp), port, agent);
    await backend.quiet();
    const began = processorSeconds(child);
    const measured = bodies.slice(warmUp);
    const arrivedBefore = backend.arrived();
    await send(measured, port, agent);
    await backend.quiet();
    if (backend.arrived() === arrivedBefore) throw new Error('nothing was exported: nothing was measured');
    return (measured.length * SPANS_PER_REQUEST) / (processorSeconds(child) - began);
  } finally {
    agent.destroy();
    child.kill('SIGKILL');
    backend.server.close();
    backend.server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** User and system time of a process, all its threads: fields 14 and 15 of proc_pid_stat(5). */
function processorSeconds({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in parentheses, may have blanks in it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

interface Backend {
  readonly server: Server;
  readonly port: number;
  /** Bytes so far. */
  arrived(): number;
  /** Resolves when nothing has arrived for a while. */
  quiet(): Promise<void>;
}

async function startBackend(): Promise<Backend> {
  let bytes = 0;
  let last = performance.now();
  const answer = encodeResponse('traces', 'protobuf');
  const server = createServer((incoming, response) => {
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      last = performance.now();
    });
    incoming.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end(answer);
    });
  });
  const port = await listening(server);
  return {
    server,
    port,
    arrived: () => bytes,
    async quiet() {
      last = performance.now();
      while (performance.now() - last < QUIET_MS) await sleep(100);
    },
  };
}

/** All bodies, over as many connections at once as an application with some exporters has. */
async function send(bodies: readonly Uint8Array[], port: number, agent: Agent): Promise<void> {
  const left = bodies.values();
  const connection = async (): Promise<void> => {
    for (const body of left) {
      const status = await post(body, port, agent);
      if (status !== 200) throw new Error(`the collector answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
}

function post(body: Uint8Array, port: number, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-protobuf', 'content-length': body.length };
    const options = { host: '127.0.0.1', port, path: '/v1/traces', method: 'POST', headers, agent };
    const sent = request(options, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

async function answering(port: number, child: ChildProcess, agent: Agent): Promise<void> {
  const end = performance.now() + START_MS;
  for (;;) {
    const status = await post(new Uint8Array(), port, agent).catch(() => 0);
    if (status === 200) return;
    if (child.exitCode !== null || performance.now() > end) throw new Error('a collector did not start');
    await sleep(50);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listening(probe);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
