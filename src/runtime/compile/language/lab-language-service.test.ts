import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LabFiles } from '../../lab-runtime.ts';
import { typesPackFiles } from '../../types/build-types-packs.ts';
import type { TypesIndex, TypesPack } from '../../types/types-pack.ts';
import { LabLanguageService } from './lab-language-service.ts';
import { typesOfLab } from './types-of-lab.ts';

const LABS = 'labs';
const labs = readdirSync(LABS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const filesIn = (folder: string): LabFiles =>
  Object.fromEntries(
    globSync('**/*.*', { cwd: folder }).map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
const variants = labs.flatMap((lab) => {
  const starter = filesIn(join(LABS, lab, 'starter'));
  return [
    [lab, 'starter', starter] as const,
    [lab, 'solution', { ...starter, ...filesIn(join(LABS, lab, 'solution')) }] as const,
  ];
});

let index: TypesIndex;

function serviceFor(files: LabFiles): LabLanguageService {
  const service = new LabLanguageService();
  for (const path of typesOfLab(files, index)) {
    service.addTypes((JSON.parse(readFileSync(path, 'utf8')) as TypesPack).files);
  }
  service.setFiles(files);
  return service;
}

/** The starter of the first lab with `code` where its work is done, and the offset of `|` in it. */
function edited(code: string): { files: LabFiles; offset: number } {
  const files = filesIn('labs/hello-trace/starter');
  const text = files['src/main.ts']!.replace('  span.end();', () => code);
  return { files: { ...files, 'src/main.ts': text.replace('|', '') }, offset: text.indexOf('|') };
}

const MAIN = 'src/main.ts';

beforeAll(async () => {
  index = await typesPackFiles();
});

describe('the language service on the labs', () => {
  it.each(variants)('%s: the %s has no errors', (_lab, _variant, files) => {
    const service = serviceFor(files);
    for (const path of Object.keys(files)) expect(service.problems(path), path).toEqual([]);
  });

  it('sees every package and every Node module the labs import: none is untyped', () => {
    for (const [lab, , files] of variants) {
      const service = serviceFor(files);
      for (const [path, text] of Object.entries(files)) {
        if (!path.endsWith('.ts')) continue;
        for (const { index: at, 1: name = '' } of text.matchAll(/^import .*?(\w+)[ }]+from '/gm)) {
          const { signature = '' } = service.hover(path, text.indexOf(name, at)) ?? {};
          expect(signature, `${lab} ${path} ${name}`).not.toBe('');
          expect(signature, `${lab} ${path} ${name}`).not.toMatch(/: any$/);
        }
      }
    }
  });
});

describe('completion', () => {
  it('after span. lists what a span has, and nothing else', () => {
    const { files, offset } = edited('span.|');
    const labels = serviceFor(files)
      .completions(MAIN, offset)!
      .items.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['setAttribute', 'setStatus', 'recordException', 'end']));
    expect(labels).not.toContain('console');
  });

  it('tells what an item is, with its doc comment', () => {
    const { files, offset } = edited('span.|');
    const service = serviceFor(files);
    const item = service.completions(MAIN, offset)!.items.find(({ label }) => label === 'setAttribute')!;
    const detail = service.detail(MAIN, offset, item)!;
    expect(detail.signature).toContain('setAttribute(key: string, value:');
    expect(detail.documentation).toContain('Sets an attribute to the span.');
    expect(detail.edits).toEqual([]);
  });

  it('offers what packages of the lab export, and adds the import', () => {
    const { files, offset } = edited('SpanStatusC|');
    const service = serviceFor(files);
    const item = service.completions(MAIN, offset)!.items.find(({ label }) => label === 'SpanStatusCode')!;
    expect(item.from).toBe('@opentelemetry/api');
    const [edit, ...others] = service.detail(MAIN, offset, item)!.edits;
    expect(others).toEqual([]);
    const text = files[MAIN]!;
    const after = text.slice(0, edit!.from) + edit!.insert + text.slice(edit!.to);
    expect(after).toContain("import { SpanStatusCode, trace } from '@opentelemetry/api';");
  });

  it('offers what other files of the lab export by the name Node finds them under', () => {
    const { files, offset } = edited('sayHel|');
    const service = serviceFor({ ...files, 'src/greet.ts': 'export function sayHello(): void {}\n' });
    const item = service.completions(MAIN, offset)!.items.find(({ label }) => label === 'sayHello')!;
    expect(service.detail(MAIN, offset, item)!.edits[0]!.insert).toContain("from './greet.ts'");
  });

  it('offers no package that package.json does not name', () => {
    const { files, offset } = edited('W3CTraceContextPro|');
    const { items } = serviceFor(files).completions(MAIN, offset)!;
    expect(items.filter(({ from }) => from === '@opentelemetry/core')).toEqual([]);
  });

  it('is silent in comments', () => {
    const { files, offset } = edited('// span.|');
    expect(serviceFor(files).completions(MAIN, offset)).toBeUndefined();
  });
});

describe('hover and signature', () => {
  it('of startActiveSpan show its documentation', () => {
    const { files } = edited('span.end();');
    const at = files[MAIN]!.indexOf('startActiveSpan') + 3;
    const hover = serviceFor(files).hover(MAIN, at)!;
    expect(files[MAIN]!.slice(hover.from, hover.to)).toBe('startActiveSpan');
    expect(hover.signature).toContain('Tracer.startActiveSpan<');
    expect(hover.documentation).toContain('calls the given function passing it the');
    expect(hover.documentation).toContain('@param name The name of the span');
  });

  it('tells the parameter the caret is in', () => {
    const { files, offset } = edited("span.setAttribute('key', |)");
    const help = serviceFor(files).signature(MAIN, offset)!;
    expect(help.activeParameter).toBe(1);
    expect(help.signatures[help.active]!.parameters[1]!.label).toMatch(/^value: /);
  });
});

describe('problems', () => {
  const codesOf = (code: string) => {
    const { files } = edited(code);
    return serviceFor(files)
      .problems(MAIN)
      .map((problem) => [problem.code, files[MAIN]!.slice(problem.from, problem.to)]);
  };

  it.each([
    ["span.setAttribute(5, 'five');", 'TS2345', '5'],
    ['span.ende();', 'TS2551', 'ende'],
    ["span.setStatus({ code: 'ERROR' });", 'TS2322', 'code'],
    ['const answer: number = await work();', 'TS2322', 'answer'],
    ['await fetch(42);', 'TS2345', '42'],
    ['const many: string = Buffer.from("x");', 'TS2322', 'many'],
    ['document.title;', 'TS2584', 'document'],
    ['enum Colour { Red }', 'TS1294', 'Colour'],
  ])('%s is %s', (code, expected, place) => {
    expect(codesOf(code)).toContainEqual([expected, place]);
  });

  it('of imports say that a package is not there', () => {
    const { files } = edited('span.end();');
    const text = `import { express } from 'express';\n${files[MAIN]}`;
    expect(serviceFor({ ...files, [MAIN]: text }).problems(MAIN)[0]).toMatchObject({ code: 'TS2307' });
  });

  it('follow edits of another file', () => {
    const { files } = edited('span.end();');
    const service = serviceFor(files);
    expect(service.problems(MAIN)).toEqual([]);
    service.setFiles({
      ...files,
      'src/work.ts': 'export async function work(ms: number): Promise<number> { return ms; }',
    });
    expect(service.problems(MAIN)).toMatchObject([{ code: 'TS2554' }]);
    service.setFiles(files);
    expect(service.problems(MAIN)).toEqual([]);
  });

  it('are those of syntax alone while a file cannot be parsed', () => {
    expect(codesOf('span.end(;').every(([code]) => code!.startsWith('TS1'))).toBe(true);
  });
});

describe("Node's declarations", () => {
  const program = `
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inspect, promisify } from 'node:util';

const storage = new AsyncLocalStorage<{ readonly id: string }>();
const emitter = new EventEmitter<{ done: [number] }>();
emitter.on('done', (code) => code.toFixed());
const server = createServer(async (req: IncomingMessage, res) => {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  res.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.concat(chunks).toString('utf8'));
});
server.listen(0, () => console.log((server.address() as AddressInfo).port));
const call = request({ port: 8080, method: 'POST', headers: { traceparent: 'x' } }, (res) => console.log(res.statusCode));
call.on('error', (error) => console.error(error.message));
const answer = await fetch(new URL('http://localhost:8080/'), { signal: AbortSignal.timeout(100), headers: new Headers() });
const body: unknown = await answer.json();
const form = new FormData();
form.set('a', new Blob(['x']));
const hash: string = createHash('sha256').update(randomUUID()).digest('hex');
storage.run({ id: hash }, () => assert.equal(storage.getStore()?.id, hash));
await once(emitter, 'done');
await pipeline(Readable.from(['a']), process.stdout);
const text: string = readFileSync('a', 'utf8') + (await readFile('b', 'utf8'));
const timer: NodeJS.Timeout = setTimeout(() => {}, 5).unref();
clearTimeout(timer);
setImmediate(() => queueMicrotask(() => structuredClone(body)));
process.on('uncaughtException', (error) => console.error(error));
process.exitCode = 1;
const took: number = performance.now() + process.hrtime.bigint().toString().length;
console.table([inspect({ text, took }), hostname(), join(fileURLToPath(import.meta.url), '..'), process.argv.length]);
await promisify((done: (error: Error | null, value: number) => void) => done(null, 1))();
for await (const event of new ReadableStream<string>()) event.at(-1);
using held: Disposable = { [Symbol.dispose]() {} };
await sleep(5, undefined, { signal: new AbortController().signal });
export { held };
`;

  it('type what the sandbox offers', () => {
    const files = { 'package.json': '{"type":"module"}', [MAIN]: program };
    expect(serviceFor(files).problems(MAIN)).toEqual([]);
  });

  it('leave out what a lab can not have', () => {
    const files = {
      'package.json': '{"type":"module"}',
      [MAIN]: "import { spawn } from 'node:child_process';\nspawn;\n",
    };
    expect(serviceFor(files).problems(MAIN)).toMatchObject([
      {
        code: 'TS2591',
        message: expect.stringMatching(/^Cannot find 'node:child_process'\. Built-in modules .*node:http,/),
      },
    ]);
  });
});
