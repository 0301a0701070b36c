/** Files of the lab, as `node:fs` shows and changes them. */
import type { ContractCase } from '../contract-case.ts';

export const files: readonly ContractCase[] = [
  {
    name: 'reads the files of its lab',
    main: `import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

console.log(readFileSync('data/words.txt', 'utf8').split('\\n'));
console.log(readFileSync(new URL('../data/words.txt', import.meta.url)).length);
console.log((await readFile('./data/words.txt', { encoding: 'utf8' })).length);
console.log(existsSync('data'), existsSync('data/words.txt'), existsSync('data/none.txt'));
console.log(readdirSync('data').sort(), readdirSync('data', { withFileTypes: true }).map((entry) => entry.isFile()));
console.log(statSync('data/words.txt').size, statSync('data').isDirectory());`,
    files: {
      'data/words.txt': `one
two ✓`,
      'data/more.json': '{}',
    },
    expected: {
      stdout: [
        "[ 'one', 'two ✓' ]",
        '11',
        '9',
        'true true false',
        "[ 'more.json', 'words.txt' ] [ true, true ]",
        '11 true',
      ],
    },
  },
  {
    name: 'writes files and reads them again',
    main: `import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';

mkdirSync('out/deep', { recursive: true });
writeFileSync('out/a.txt', 'a');
appendFileSync('out/a.txt', 'b');
await writeFile('out/deep/b.bin', Uint8Array.of(0, 255));
renameSync('out/a.txt', 'out/c.txt');
console.log(readFileSync('out/c.txt', 'utf8'), [...readFileSync('out/deep/b.bin')], readdirSync('out').sort());
rmSync('out', { recursive: true });
try { readdirSync('out'); } catch (error) { console.log((error as { code?: string }).code); }`,
    expected: { stdout: ["ab [ 0, 255 ] [ 'c.txt', 'deep' ]", 'ENOENT'] },
  },
  {
    name: 'is told which file is missing',
    main: `import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

type Coded = Error & { code: string; syscall: string; errno: number };
for (const read of [async () => readFileSync('none.txt'), () => readFile('none.txt')]) {
  const { name, code, syscall, errno, message } = (await read().catch((error: unknown) => error)) as Coded;
  console.log(name, code, syscall, errno, message.replace(/'.*none/, "'none"));
}`,
    expected: {
      stdout: [
        "Error ENOENT open -2 ENOENT: no such file or directory, open 'none.txt'",
        "Error ENOENT open -2 ENOENT: no such file or directory, open 'none.txt'",
      ],
    },
  },
];
