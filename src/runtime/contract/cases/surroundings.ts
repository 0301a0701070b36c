/** What programs find around them. */
import type { ContractCase } from '../contract-case.ts';

export const surroundings: readonly ContractCase[] = [
  {
    name: 'finds the variables it was started with in process.env',
    main: `console.log(process.env['WORK_MS'], process.env['EMPTY'] === '', process.env['ABSENT']);`,
    env: { WORK_MS: '37', EMPTY: '' },
    expected: { stdout: ['37 true undefined'] },
  },
  {
    name: 'finds nothing of the host in process.env',
    main: `
const usual = new Set(['PATH', 'TMPDIR', 'SystemRoot', 'TEMP', 'TMP', 'HOME', 'PWD']);
console.log(Object.keys(process.env).filter((name) => !usual.has(name)).join());`,
    env: { MINE: '1' },
    expected: { stdout: ['MINE'] },
  },
  {
    name: 'finds its arguments behind two others in process.argv',
    main: `console.log(process.argv.length, JSON.stringify(process.argv.slice(2)));`,
    argv: ['--name', 'two words', ''],
    expected: { stdout: ['5 ["--name","two words",""]'] },
  },
  {
    name: 'has the async context kept across awaits, timers and promises',
    main: `
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

const storage = new AsyncLocalStorage<string>();
async function* numbers() { for (let n = 0; n < 2; n++) { await sleep(1); yield \`\${n} \${storage.getStore()}\`; } }
async function task(name: string): Promise<void> {
  await storage.run(name, async () => {
    await sleep(2);
    const inner = await Promise.all([1, 2].map(async (n) => {
      await sleep(n);
      return storage.run(\`\${name}.\${n}\`, async () => { await sleep(1); return storage.getStore(); });
    }));
    const streamed: string[] = [];
    for await (const number of numbers()) streamed.push(number);
    const timed = await new Promise((resolve) => setTimeout(() => resolve(storage.getStore()), 1));
    console.log(storage.getStore(), inner.join(), streamed.join(), timed);
  });
}
await task('a');
await task('b');
console.log(storage.getStore());`,
    expected: {
      stdout: ['a a.1,a.2 0 a,1 a a', 'b b.1,b.2 0 b,1 b b', 'undefined'],
    },
  },
];
