/** Programs that take all they can get, by what they take. For tests and benchmarks. */
export const ABUSIVE_PROGRAMS: Readonly<Record<string, string>> = {
  'an endless loop': 'while (true) {}',
  'endless microtasks': 'const again = (): void => queueMicrotask(again); again();',
  'an expression that backtracks for ever': `/^(a+)+$/.test('a'.repeat(64) + 'b');`,
  'endless recursion of promises':
    'const again = async (): Promise<void> => { await null; return again(); }; await again();',
  'a heap without bounds': `const hoard: object[] = []; while (true) hoard.push({ n: hoard.length, text: 'x' + hoard.length });`,
  'typed arrays without bounds':
    'const hoard: unknown[] = []; while (true) hoard.push(new Float64Array(1_000_000).fill(hoard.length));',
  'a flood of output': `while (true) console.log('flood of output');`,
  'a flood of long lines': `const line = 'x'.repeat(1_000_000); while (true) process.stderr.write(line);`,
  'a flood of output by timers': `const again = (): void => { for (let n = 0; n < 100; n++) console.log('flood', n); setImmediate(again); }; again();`,
  'a fork bomb of timers':
    'const spawn = (): void => { setTimeout(spawn, 0); setTimeout(spawn, 0); }; spawn();',
  'a fork bomb of immediates':
    'const spawn = (): void => { setImmediate(spawn); setImmediate(spawn); }; spawn();',
  'a flood of requests': `const again = (): void => { for (let n = 0; n < 100; n++) fetch('http://localhost:4318/', { method: 'POST', body: 'x'.repeat(1_000) }).catch(() => {}); setImmediate(again); }; again();`,
  'servers without end': `import { createServer } from 'node:http';\nfor (let port = 10_000; ; port++) { createServer().listen(port % 65_536); if (port % 100 === 0) await new Promise((resolve) => setImmediate(resolve)); }`,
};
