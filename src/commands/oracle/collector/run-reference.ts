/** Gives a case to the real collector, in a process of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, NOTHING } from './answer.ts';
import { bodyOf, type Case, PORTS, withoutPorts } from './corpus.ts';
import { countersOfPage } from './counters.ts';

/** After the last step: what is queued must have been written before the collector is told to stop. */
const SETTLE_MS = 300;

const START_MS = 15_000;

export async function runReference(binary: string, each: Case): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  try {
    const out = join(folder, 'out');
    mkdirSync(out);
    writeFileSync(join(folder, 'config.yaml'), each.config);
    const [ownPort, ...ports] = await freePorts(PORTS.length + 1);
    const env: Record<string, string> = { ...process.env, OUT: out } as Record<string, string>;
    PORTS.forEach((name, index) => {
      env[name] = String(ports[index]);
    });
    const config = ['--config', join(folder, 'config.yaml')];
    const validate = validated(binary, config, env).map((line) => line.replaceAll(folder, ''));
    if (each.validateOnly || validate.length > 0) return { ...NOTHING, validate };
    const ownMetrics = each.counters
      ? `readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: ${ownPort}}}}}]`
      : 'level: none';
    const telemetry = `yaml:service: {telemetry: {metrics: {${ownMetrics}}}}`;
    const child = spawn(binary, [...config, '--config', telemetry], { env });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      output.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output.stderr += chunk;
    });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    try {
      await ready(child, output);
      const responses = await drive(each, env);
      await sleep(SETTLE_MS);
      const counters = each.counters ? { counters: await ownCounters(ownPort, env) } : {};
      child.kill('SIGINT');
      await ended;
      const files: Record<string, string[]> = {};
      for (const name of readdirSync(out).sort()) {
        if (/\.\w+$/.test(name)) files[name] = lines(readFileSync(join(out, name), 'utf8'));
      }
      return { validate, responses, files, printed: lines(withoutPorts(output.stdout, env)), ...counters };
    } finally {
      child.kill('SIGKILL');
    }
  } finally {
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  }
}

function validated(binary: string, config: readonly string[], env: Record<string, string>): string[] {
  const { status, stderr } = spawnSync(binary, ['validate', ...config], { env, encoding: 'utf8' });
  if (status === 0) return [];
  // The last line is Go's own log of the same error, after the time.
  const text = stderr.replace(/^Error: /, '');
  const again = text.search(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /m);
  return lines(again < 0 ? text : text.slice(0, again));
}

async function ready(child: ChildProcess, output: { readonly stderr: string }): Promise<void> {
  const end = Date.now() + START_MS;
  while (!output.stderr.includes('Everything is ready')) {
    if (child.exitCode !== null || Date.now() > end)
      throw new Error(`the collector didn’t start:\n${output.stderr}`);
    await sleep(20);
  }
}

async function drive(each: Case, env: Record<string, string>): Promise<Answer['responses']> {
  const responses: { status: number; body: string }[] = [];
  for (const step of each.steps) {
    if ('wait' in step) {
      await sleep(step.wait);
      continue;
    }
    const response =
      'get' in step
        ? await fetch(
            `http://127.0.0.1:${step.get.replace(/\$\{(\w+)\}/g, (_, name: string) => env[name] ?? '')}`,
            { headers: step.headers ?? {} },
          )
        : await fetch(`http://127.0.0.1:${env.OTLP_HTTP}/v1/${step.send}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...step.headers },
            body: bodyOf(step),
          });
    responses.push({ status: response.status, body: withoutPorts(await response.text(), env) });
  }
  return responses;
}

async function ownCounters(port: number | undefined, env: Record<string, string>): Promise<string[]> {
  const page = await fetch(`http://127.0.0.1:${port}/metrics`);
  return countersOfPage(withoutPorts(await page.text(), env));
}

function lines(text: string): string[] {
  const all = text.split('\n');
  while (all.at(-1) === '') all.pop();
  return all;
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
