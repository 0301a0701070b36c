/** Files and modules. */
import type { ContractCase } from '../contract-case.ts';

export const modules: readonly ContractCase[] = [
  {
    name: 'may await at the top level, and its importers wait for that',
    main: `
import { value } from './slow.ts';
console.log('main', value);`,
    files: {
      'src/slow.ts': `
console.log('slow starts');
export const value = await new Promise<number>((resolve) => setTimeout(() => resolve(42), 5));
console.log('slow ends');`,
    },
    expected: { stdout: ['slow starts', 'slow ends', 'main 42'] },
  },
  {
    name: 'has every file evaluated once, in the order of imports',
    main: `
import './a.ts';
import { shared } from './lib/shared.ts';
import './b.ts';
shared.push('main');
console.log(shared.join(' '));`,
    files: {
      'src/a.ts': `import { shared } from './lib/shared.ts'; shared.push('a');`,
      'src/b.ts': `import { shared } from './lib/shared.ts'; shared.push('b');`,
      'src/lib/shared.ts': `console.log('shared'); export const shared: string[] = [];`,
    },
    expected: { stdout: ['shared', 'a b main'] },
  },
  {
    name: 'sees the changes of what it imported',
    main: `
import { count, increment } from './counter.ts';
import * as counter from './counter.ts';
increment();
console.log(count, counter.count, counter.default());`,
    files: {
      'src/counter.ts': `
export let count = 0;
export function increment(): void { count++; }
export default function twice(): number { return count * 2; }`,
    },
    expected: { stdout: ['1 1 2'] },
  },
  {
    name: 'may import JSON',
    main: `
import orders from '../data/orders.json' with { type: 'json' };
console.log(orders.length, orders[1]?.id);`,
    files: { 'data/orders.json': '[{ "id": "a" }, { "id": "b" }]' },
    expected: { stdout: ['2 b'] },
  },
  {
    name: 'may import later',
    main: `
console.log('before');
const { name } = await import('./later.ts');
console.log(name);`,
    files: { 'src/later.ts': `console.log('evaluated'); export const name = 'later';` },
    expected: { stdout: ['before', 'evaluated', 'later'] },
  },
  {
    name: 'has its types removed and nothing else',
    main: `
import { type Order, total } from './order.ts';
import type { Money } from './order.ts';

const order = { items: [1, 2, 3] as const } satisfies Order;
const sum: Money = total<number>(order)!;
class Box<T> { #value: T; constructor(value: T) { this.#value = value; } get value(): T { return this.#value; } }
console.log(sum, new Box<string>('boxed').value);`,
    files: {
      'src/order.ts': `
export interface Order { readonly items: readonly number[] }
export type Money = number;
export function total<T extends number>(order: Order): T | undefined {
  return order.items.reduce((sum, item) => sum + item, 0) as T;
}`,
    },
    expected: { stdout: ['6 boxed'] },
  },
  {
    name: 'may import by a computed name, and gets the same module each time',
    main: `const name = ['en', 'de'].at(-1);
const first = await import(\`./words/\${name}.ts\`);
const second = await import(\`./words/\${name}.ts\`);
console.log(first.hello, first === second, Object.keys(first));`,
    files: {
      'src/words/en.ts': "export const hello = 'hello';",
      'src/words/de.ts': "export const hello = 'hallo'; export default 1;",
    },
    expected: { stdout: ["hallo true [ 'default', 'hello' ]"] },
  },
  {
    name: 'has a later import fail as a rejection',
    main: `const missing = './nowhere.ts';
const error = (await import(missing).catch((reason: unknown) => reason)) as Error & { code: string };
console.log(error.code, error.name);
const broken = (await import('./broken.ts').catch((reason: unknown) => reason)) as Error;
console.log(broken.message);`,
    files: { 'src/broken.ts': "throw new Error('while it was evaluated');" },
    expected: { stdout: ['ERR_MODULE_NOT_FOUND Error', 'while it was evaluated'] },
  },
  {
    name: 'may import JSON later, and every import gives the same object',
    main: `import config from '../config.json' with { type: 'json' };
const later = await import('../config.json', { with: { type: 'json' } });
console.log(config, later.default === config);`,
    files: { 'config.json': '{ "port": 8080, "nested": { "list": [1, null] } }' },
    expected: { stdout: ['{ port: 8080, nested: { list: [ 1, null ] } } true'] },
  },
  {
    name: 'knows where it is by import.meta',
    main: `import { where } from './lib/where.ts';

const end = (text: string | undefined): string => String(text).split('/').slice(-2).join('/');
console.log(end(import.meta.url), end(import.meta.filename), import.meta.dirname.split('/').at(-1), import.meta.main);
console.log(end(where.url), where.main, end(import.meta.resolve('./x.ts')), import.meta.resolve('node:fs'));`,
    files: { 'src/lib/where.ts': 'export const where = { url: import.meta.url, main: import.meta.main };' },
    expected: { stdout: ['src/main.ts src/main.ts src true', 'lib/where.ts false src/x.ts node:fs'] },
  },
  {
    name: 'may export all of another module, renamed and by default',
    main: `import shop, { type Price, price, shop as namespace, VAT } from './index.ts';
const shown: Price = price;
console.log(shop(), shown, namespace.price, VAT, Object.keys(namespace));`,
    files: {
      'src/index.ts': `export { default } from './shop.ts';
export * from './shop.ts';
export * as shop from './shop.ts';
export { tax as VAT } from './tax.ts';`,
      'src/shop.ts': `export type Price = number;
export const price: Price = 3;
export default (): string => 'shop';`,
      'src/tax.ts': 'export const tax = 19;',
    },
    expected: { stdout: ["shop 3 3 19 [ 'default', 'price' ]"] },
  },
  {
    name: 'has strict mode and no CommonJS',
    main: `console.log(typeof require, typeof module, typeof __filename, (function (this: unknown) { return this; })(), this);
try { (undeclared as unknown) = 1; } catch (error) { console.log((error as Error).name); }
declare let undeclared: unknown;`,
    expected: { stdout: ['undefined undefined undefined undefined undefined', 'ReferenceError'] },
  },
];
