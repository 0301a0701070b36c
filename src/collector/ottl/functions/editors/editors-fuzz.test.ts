import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import { contexts } from '../../contexts/contexts.ts';
import { functionTable, type Parameter } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { Parser } from '../../parser.ts';
import { goQuote } from '../../syntax/go-quote.ts';
import { sampleSpan } from '../../testing/sample-span.ts';
import { testEnvironment } from '../../testing/test-functions.ts';
import { standardFunctions } from '../standard-functions.ts';
import { append } from './append.ts';
import { deleteIndex } from './delete-index.ts';
import { editors } from './editors.ts';

const parser = new Parser({
  context: contexts.span,
  functions: functionTable(...standardFunctions),
  environment: testEnvironment().environment,
  namedPaths: false,
});

function run(attributes: Attributes, ...statements: string[]): Attributes {
  const { span, context } = sampleSpan();
  span.attributes = attributes;
  for (const statement of parser.statements(statements)) statement.execute(context);
  return span.attributes;
}

const { value: anyValue } = fc.letrec<{ value: AnyValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme' }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 4 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .dictionary(fc.string({ maxLength: 3 }), tie('value'), { maxKeys: 4 })
      .map((each) => new Map(Object.entries(each))),
  ),
}));
const attributes: fc.Arbitrary<Attributes> = fc
  .array(fc.tuple(fc.string({ unit: fc.constantFrom('a', 'b', '.', 'é'), maxLength: 4 }), anyValue), {
    maxLength: 8,
  })
  .map((entries) => new Map(entries));

describe('any arguments', () => {
  const paths = [
    'name',
    'attributes',
    'attributes["a"]',
    'attributes["map"]',
    'attributes["list"]',
    'resource.attributes',
  ];
  const others = 'attributes["list"][0],cache,start_time,trace_id,status,events,trace_state["a"],flags'.split(
    ',',
  );
  const texts = [
    '""',
    '"a"',
    '"key"',
    '"value"',
    '"insert"',
    '"upsert"',
    '"a*"',
    '"[a-z]+"',
    '"(a)|(.)"',
    '"["',
  ];
  const templates = ['"{a,b}*"', '"$1"', '"<$2$$>"', '"%s"', '"%d"', 'name', 'attributes["a"]'];
  const numbers = ['-1', '0', '1', '2', '9223372036854775807'];
  const lists = ['[]', '["a"]', '["a", name, 1]', 'Split("a,b", ",")', 'attributes["list"]'];
  const maps = ['{"a": 1}', 'ParseJSON("{\\"a\\": [1, {\\"b\\": 2}]}")', 'attributes', 'attributes["map"]'];
  const functions = ['SHA256', 'FNV', 'ToUpperCase', 'Len', 'Now', 'Concat', 'set', 'Nope'];
  const any = [
    ...others,
    ...texts,
    ...templates,
    ...numbers,
    ...lists,
    ...maps,
    ...functions,
    'nil',
    'true',
    '1.5',
    '0x00ff',
  ];
  const anything = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...any) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }).map(goQuote) },
  );
  const fitting: Readonly<Record<string, readonly string[]>> = {
    string: [...texts, ...templates],
    int: numbers,
    bool: ['true', 'false'],
    map: maps,
    list: lists,
    function: functions,
  };
  /** Mostly of the type that is asked for. */
  const argumentFor = ({ type }: Parameter): fc.Arbitrary<string> => {
    if (type.kind === 'getSetter' && type.of !== 'any') {
      const typed = type.of === 'map' ? ['attributes', 'attributes["map"]'] : ['attributes["list"]'];
      return fc.constantFrom(...typed, ...typed, ...paths);
    }
    if (type.kind === 'getSetter' || type.kind === 'setter') return fc.constantFrom(...paths, ...others);
    const fits = fitting[type.kind === 'getter' || type.kind === 'literal' ? type.of : type.kind];
    if (fits === undefined) return anything;
    return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...fits) }, { weight: 1, arbitrary: anything });
  };
  const statement = fc.constantFrom(...editors, append, deleteIndex).chain(({ name, parameters }) => {
    const all = Object.entries(parameters);
    const least = all.filter(([, { optional }]) => !optional).length;
    return fc
      .tuple(
        fc.tuple(...all.map(([, parameter]) => argumentFor(parameter))),
        fc.integer({ min: least - 1, max: all.length }),
        fc.integer({ min: 1, max: 3 * all.length }),
      )
      .map(([values, count, firstNamed]) => {
        const given = values.map((value, index) =>
          index < firstNamed ? value : `${snakeCase(all[index]![0])}=${value}`,
        );
        return `${name}(${given.slice(0, count).join(', ')})`;
      });
  });

  it('change the data, or are an OttlError', () => {
    const changed = new Set<string>();
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), attributes, (statements, given) => {
        const { span, context } = sampleSpan();
        span.attributes = new Map([...given, ['map', new Map(given)], ['list', [...given.values()]]]);
        for (const each of statements) {
          try {
            parser.statements([each])[0]!.execute(context);
            changed.add(each.slice(0, each.indexOf('(')));
          } catch (error) {
            if (!(error instanceof OttlError) || error.message === '') throw error;
          }
        }
      }),
      { numRuns: 6000 },
    );
    // Otherwise the statements would prove nothing.
    expect([...changed].sort()).toEqual([...editors, append, deleteIndex].map(({ name }) => name).sort());
  });
});

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

describe('properties of editors', () => {
  it('flatten leaves no map that has something in it, and loses nothing where no keys are the same', () => {
    fc.assert(
      fc.property(attributes, (given) => {
        const flat = run(new Map(given), 'flatten(attributes)');
        for (const value of flat.values()) expect(value instanceof Map || Array.isArray(value)).toBe(false);
        expect(flat.size).toBeLessThanOrEqual(countLeaves(given));
        const resolved = run(new Map(given), 'flatten(attributes, resolve_conflicts=true)');
        expect(resolved.size).toBeGreaterThanOrEqual(Math.min(1, countLeaves(given)));
      }),
    );
  });

  it('truncate_all leaves no text longer than the limit, and no broken character', () => {
    fc.assert(
      fc.property(attributes, fc.nat(10), fc.boolean(), (given, limit, utf8Safe) => {
        const whole = new Map(given);
        const cut = run(new Map(given), `truncate_all(attributes, ${limit}, ${utf8Safe})`);
        for (const [key, value] of cut) {
          const before = whole.get(key);
          if (typeof value !== 'string' || typeof before !== 'string') continue;
          // The bytes of a character that was cut stand as one U+FFFD.
          const kept = before.startsWith(value) ? value : value.slice(0, -1);
          expect(before.startsWith(kept)).toBe(true);
          expect(Buffer.byteLength(kept) + (value.length - kept.length)).toBeLessThanOrEqual(limit);
          if (utf8Safe) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(limit);
          if (Buffer.byteLength(before) <= limit) expect(value).toBe(before);
        }
      }),
    );
  });

  it('limit leaves as many as it says, the priority keys and then the first ones', () => {
    fc.assert(
      fc.property(attributes, fc.nat(5), (given, limit) => {
        const left = run(new Map(given), `limit(attributes, ${limit + 1}, ["b"])`);
        expect(left.size).toBe(Math.min(given.size, limit + 1));
        expect(left.has('b')).toBe(given.has('b'));
        const order = [...given.keys()];
        expect([...left.keys()]).toEqual(order.filter((key) => left.has(key)));
      }),
    );
  });

  it('merge_maps keeps, overwrites or adds, as the strategy says', () => {
    fc.assert(
      fc.property(attributes, attributes, (target, source) => {
        for (const strategy of ['insert', 'update', 'upsert']) {
          const all = new Map<string, AnyValue>(target);
          all.delete('source');
          const merged = run(
            new Map(all).set('source', source),
            `merge_maps(attributes, attributes["source"], "${strategy}")`,
          );
          for (const [key, value] of source) {
            const isThere = all.has(key);
            const expected =
              isThere === (strategy === 'insert') && strategy !== 'upsert' ? all.get(key) : value;
            expect(merged.get(key)).toEqual(expected);
          }
          for (const [key, value] of all) if (!source.has(key)) expect(merged.get(key)).toEqual(value);
        }
      }),
    );
  });

  it('keep_keys and delete_key divide a map', () => {
    fc.assert(
      fc.property(attributes, (given) => {
        const kept = run(new Map(given), 'keep_keys(attributes, ["a"])');
        const left = run(new Map(given), 'delete_key(attributes, "a")');
        expect(new Map([...kept, ...left])).toEqual(given);
        expect(left.has('a')).toBe(false);
        expect(kept.size + left.size).toBe(given.size);
      }),
    );
  });
});

function countLeaves(value: AnyValue): number {
  if (value instanceof Map)
    return [...value.values()].reduce<number>((sum, each) => sum + countLeaves(each), 0);
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + countLeaves(each), 0);
  return 1;
}
