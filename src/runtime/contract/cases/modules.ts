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
];
