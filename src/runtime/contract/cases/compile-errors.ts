/** Programs that don't start: nothing of them has run when the diagnostics come. */
import type { ContractCase } from '../contract-case.ts';

export const compileErrors: readonly ContractCase[] = [
  {
    name: 'does not start with a syntax error',
    main: `console.log('never');
const order = { id: 1;`,
    expected: { stdout: [], diagnostic: { at: 'src/main.ts:2:22', code: 'TS1005' } },
  },
  {
    name: 'does not start with a syntax error in a file it imports',
    main: `import { total } from './total.ts';
console.log(total);`,
    files: { 'src/total.ts': `export const total = ;` },
    expected: { stdout: [], diagnostic: { at: 'src/total.ts:1:22', code: 'TS1109' } },
  },
  {
    name: 'does not start when it imports an unknown package',
    main: `console.log('never');
import { parse } from 'no-such-package';
parse();`,
    expected: {
      stdout: [],
      diagnostic: { at: 'src/main.ts:2:23', code: 'unknown-import', says: 'no-such-package' },
    },
  },
  {
    name: 'does not start when it imports a file that is not there',
    main: `import { work } from './work';
work();`,
    files: { 'src/work.ts': 'export function work(): void {}' },
    expected: {
      stdout: [],
      diagnostic: { at: 'src/main.ts:1:22', code: 'unknown-import', says: './work.ts' },
    },
  },
  {
    name: 'does not start when an imported name does not exist',
    main: `import { wrok } from './work.ts';
wrok();`,
    files: { 'src/work.ts': 'export function work(): void {}' },
    expected: { stdout: [], diagnostic: { at: 'src/main.ts:1:10', code: 'missing-export', says: 'wrok' } },
  },
  {
    name: 'does not start with syntax that is more than types',
    main: `console.log('never');
enum Kind { Server }
console.log(Kind.Server);`,
    expected: { stdout: [], diagnostic: { at: 'src/main.ts:2:1', code: 'TS1294', says: 'enum' } },
  },
];
