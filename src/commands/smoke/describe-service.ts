/** A first look at a container: that it boots, and what it is like where no document says. */
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import type { LabRuntime } from '../../runtime/lab-runtime.ts';
import type { Harness } from '../../runtime/webcontainer/harness/start-harness.ts';

export interface ServiceDescription {
  readonly booted: boolean;
  readonly text: string;
}

/** Printed as `name: value`, a line each. */
const PROBE = `
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const say = (name: string, value: unknown): void => console.log(\`\${name}: \${value}\`);
const inChild = async (script: string): Promise<string> => {
  try {
    return (await promisify(execFile)(process.execPath, ['-e', script], { timeout: 10_000 })).stdout.trim();
  } catch (error) {
    return \`failed: \${(error as Error).message.split('\\n')[0]}\`;
  }
};
say('node', process.version);
say('webcontainer', process.versions['webcontainer']);
say('folder', process.cwd());
say('AsyncLocalStorage behind an await, without our preload', await inChild(\`
  const storage = new (require('node:async_hooks').AsyncLocalStorage)();
  storage.run('kept', async () => { await null; console.log(storage.getStore() ?? 'lost'); });\`));
say('port 4318 from a process without our preload', await inChild(
  "fetch('http://localhost:4318/child').then((answer) => console.log('reached, ' + answer.status), (error) => console.log(String(error.cause ?? error)))"));
say('terminal on stdout, without our preload', await inChild('console.log(process.stdout.isTTY === true)'));
for (const port of [4318, 9411]) {
  const answer = await fetch(\`http://localhost:\${port}/program\`).then((found) => found.status, (error) => String(error.cause ?? error));
  say(\`port \${port} from the program\`, answer);
}`;

export async function describeService({ page, runtime }: Harness): Promise<ServiceDescription> {
  const began = performance.now();
  const failure = await page.evaluate(() => globalThis.webContainerHarness.boot());
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (failure !== undefined) {
    return {
      booted: false,
      text: `No container: ${failure.code} in the stage ${failure.stage} after ${seconds} s: ${failure.detail}`,
    };
  }
  return { booted: true, text: `A container booted in ${seconds} s.\n${await look(runtime)}` };
}

async function look(runtime: LabRuntime): Promise<string> {
  let text = '';
  const seen: string[] = [];
  const request = async (port: number, { path }: HttpRequest): Promise<HttpResponse> => {
    seen.push(`${port}${path}`);
    return { status: 200, headers: {}, body: new Uint8Array() };
  };
  const output = (_stream: string, chunk: string): void => {
    text += chunk;
  };
  const files = { 'package.json': '{ "type": "module" }', 'src/main.ts': PROBE };
  const { result } = runtime.run({ files, entry: 'src/main.ts' }, { output, request });
  const ended = await result;
  return `${text.trimEnd()}\nrequests that reached the page: ${seen.join(', ') || 'none'}\nend: ${JSON.stringify(ended)}`;
}
