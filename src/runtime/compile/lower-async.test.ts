import { beforeAll, describe, expect, it } from 'vitest';
import { installLoweringFunctions } from '../embedded/sandbox/lowering-functions.ts';
import { lowerAsync } from './lower-async.ts';

/** Bodies of async functions that get `log`; run as written and lowered, they must log the same in the same order. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'await and order': `
    const later = async (n) => { log('in', n); await null; log('out', n); return n; };
    const all = Promise.all([later(1), later(2)]);
    log('between');
    Promise.resolve().then(() => log('then'));
    log(await all);`,
  'errors, finally and rejections': `
    const fail = async () => { try { await 0; throw new Error('x'); } finally { log('finally'); } };
    try { await fail(); } catch (error) { log(error.message); }
    log((await Promise.allSettled([fail(), (async () => 1)()])).map((result) => result.status));`,
  'this, arguments, super, private and static': `
    class Base { #p = 2; async m(x) { return x + this.#p; } static async s() { return 'base'; } }
    class Derived extends Base {
      async m(...args) { const up = async () => super.m(...args); return [await up(), arguments.length]; }
      static async s() { return 'derived ' + await super.s(); }
    }
    log(await new Derived().m(3), await Derived.s());`,
  'defaults, destructuring and rest': `
    const f = async ({ a, ...rest }, b = 5, ...more) => ({ a, rest, b, more });
    log(await f({ a: 1, c: 2 }), await f({ a: 1 }, 2, 3, 4).then((v) => v.more));`,
  'returned promises and thenables': `
    const thenable = { then(resolve) { log('asked'); resolve('thenable'); } };
    const f = async (value) => value;
    log(await f(Promise.resolve('promise')), await f(thenable), await thenable);`,
  'async generators': `
    async function* numbers(n) { try { for (let i = 0; i < n; i++) { await null; const sent = yield i; if (sent) log('sent', sent); } return 'end'; } finally { log('closed'); } }
    for await (const n of numbers(3)) { log(n); if (n === 1) break; }
    const g = numbers(5);
    log(await g.next(), await g.next('hello'), await g.return('early'), await g.next());
    const failing = numbers(2);
    await failing.next();
    log(await failing.throw(new Error('thrown in')).catch((error) => error.message));
    log(await Promise.all([1, 2, 3].map(() => unfinished.next())));
    `,
  'yield* of sync and async iterables': `
    async function* inner() { const got = yield 1; log('got', got); yield 2; return 'inner result'; }
    async function* outer() { const result = yield* inner(); log(result); yield* [3, Promise.resolve(4)]; }
    const g = outer();
    log(await g.next(), await g.next('x'));
    for await (const n of g) log(n);`,
  'for await over promises': `
    for await (const n of [Promise.resolve(1), 2, new Promise((resolve) => setTimeout(resolve, 1, 3))]) log(n);
    try { for await (const n of [Promise.reject(new Error('no'))]) log(n); } catch (error) { log(error.message); }`,
  'labels and loops': `
    outer: for (const a of [1, 2]) { for (const b of [1, 2]) { await null; if (b === 2) continue outer; if (a === 2) break outer; log(a, b); } }
    let n = 0; do { await null; } while (++n < 3); log(n);`,
  using: `
    const resource = (name) => ({ [Symbol.dispose]() { log('close', name); }, async [Symbol.asyncDispose]() { await null; log('close later', name); } });
    const work = async () => { using a = resource('a'); await using b = resource('b'); await null; log('work'); return 'done'; };
    log(await work());`,
  'optional catch, spread and accessors': `
    const source = { get a() { return 1; }, b: 2 };
    const copy = { ...source, get live() { return this.b; } };
    const f = async () => { try { throw 1; } catch { return { ...copy }; } };
    log(await f(), Object.getOwnPropertyDescriptor(copy, 'live').get !== undefined);`,
};

type Body = (log: (...args: unknown[]) => void, unfinished: unknown) => Promise<void>;

async function outcome(code: string): Promise<string[]> {
  const lines: string[] = [];
  const body = new Function(`${code}\nreturn program;`)() as Body;
  const unfinished = { count: 0, next: async () => ++unfinished.count };
  await body((...args) => lines.push(JSON.stringify(args)), unfinished);
  return lines;
}

describe('lowerAsync', () => {
  beforeAll(() => installLoweringFunctions());

  it.each(Object.entries(PROGRAMS))('keeps the meaning of %s', async (_name, body) => {
    const source = `async function program(log, unfinished) {${body}}`;
    const { code } = lowerAsync(source, 'program.js');
    expect(code).not.toMatch(/\basync (?:function|\(|\*|\w+\()|\bawait /);
    expect(await outcome(code)).toEqual(await outcome(source));
  });

  it('leaves await at the top level and everything else of the language as it is', () => {
    const { code } = lowerAsync(
      `export const a: number = await load?.(); class A { #p = a ?? 1; static { a ||= 2; } }`,
      'module.ts',
    );
    expect(code).toContain('await load?.()');
    expect(code).toContain('#p = a ?? 1');
    expect(code).toContain('static { a ||= 2; }');
  });

  it('maps positions back to the source', () => {
    const { map } = lowerAsync(`interface A {}\nexport const f = async () => { await 1; };`, 'module.ts');
    expect(JSON.parse(map)).toMatchObject({ version: 3, sources: ['module.ts'] });
  });

  it('names file and line of code it cannot read', () => {
    expect(() => lowerAsync('\nconst = 1;', 'broken.js')).toThrow(/^broken\.js:2: /);
  });
});
