import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkoutTrace, sketchSpan } from '../span-fixture.ts';
import { buildTrace } from './build-trace.ts';
import { hasFlag, RowFlag, type TraceModel } from './trace-model.ts';

const namesOf = (model: TraceModel) =>
  model.rows.map((stored, row) => stored?.span.name ?? `missing ${model.spanIds[row]}`);

describe('the rows of a trace', () => {
  it('are a tree in the order of the starts, whatever the order of arrival', () => {
    const model = buildTrace([
      sketchSpan({ id: 'aa', parent: 'a0', from: 2, to: 3 }),
      sketchSpan({ id: 'bb', parent: 'b0', from: 5, to: 6 }),
      sketchSpan({ id: 'b0', parent: 'c0', from: 4, to: 7 }),
      sketchSpan({ id: 'a0', parent: 'c0', from: 1, to: 3.5 }),
      sketchSpan({ id: 'c0', from: 0, to: 8 }),
    ]);
    expect(namesOf(model)).toEqual(['c0', 'a0', 'aa', 'b0', 'bb']);
    expect([...model.depth]).toEqual([0, 1, 2, 1, 2]);
    expect([...model.subtreeSize]).toEqual([5, 2, 1, 2, 1]);
    expect(model.lengthNs).toBe(8_000_000n);
  });

  it('keep nanoseconds exact', () => {
    const model = buildTrace([
      sketchSpan({ id: 'a0', more: { startTimeUnixNano: 2n ** 60n, endTimeUnixNano: 2n ** 60n + 1n } }),
      sketchSpan({
        id: 'a1',
        parent: 'a0',
        more: { startTimeUnixNano: 2n ** 60n + 1n, endTimeUnixNano: 2n ** 62n },
      }),
    ]);
    expect([...model.startNs]).toEqual([0n, 1n]);
    expect([...model.durationNs]).toEqual([1n, 2n ** 62n - 2n ** 60n - 1n]);
  });

  it('show a missing parent once, below the root, over the time of its children', () => {
    const model = buildTrace(checkoutTrace());
    const ghost = model.size - 3;
    expect(hasFlag(model, ghost, RowFlag.Ghost)).toBe(true);
    expect(model.spanIds[ghost]).toBe('a41f836c0b1d22e7');
    expect(model.depth[ghost]).toBe(1);
    expect([model.startMs[ghost], model.durationMs[ghost]]).toEqual([1256, 24]);
    expect(model.subtreeSize[ghost]).toBe(3);
    expect([model.spanCount, model.ghostCount, model.errorCount]).toEqual([26, 1, 1]);
  });

  it('show a missing parent at the top when no root or more than one root arrived', () => {
    const orphan = sketchSpan({ id: 'a1', parent: 'ff', from: 1, to: 2 });
    expect([...buildTrace([orphan]).depth]).toEqual([0, 1]);
    const roots = [sketchSpan({ id: 'b0', from: 0, to: 3 }), sketchSpan({ id: 'c0', from: 2, to: 3 })];
    expect(namesOf(buildTrace([...roots, orphan]))).toEqual(['b0', 'missing ff', 'a1', 'c0']);
  });

  it('take an id of zeros for no parent', () => {
    expect(
      buildTrace([sketchSpan({ id: 'a1', parent: '0000000000000000', from: 0, to: 1 })]).ghostCount,
    ).toBe(0);
  });

  it('cut a cycle of parents open at its earliest span', () => {
    const model = buildTrace([
      sketchSpan({ id: 'a0', parent: 'a2', from: 1, to: 9 }),
      sketchSpan({ id: 'a1', parent: 'a0', from: 0, to: 9 }),
      sketchSpan({ id: 'a2', parent: 'a1', from: 2, to: 9 }),
      sketchSpan({ id: 'self', parent: 'self', from: 3, to: 4 }),
    ]);
    expect(namesOf(model)).toEqual(['a1', 'a2', 'a0', 'self']);
    expect([...model.flags].map((flags) => (flags & RowFlag.Cycle) !== 0)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('keep both spans of one id and hang the children under the first', () => {
    const model = buildTrace([
      sketchSpan({ id: 'a0', name: 'first', from: 0, to: 9 }),
      sketchSpan({ id: 'a0', name: 'second', from: 1, to: 9 }),
      sketchSpan({ id: 'a1', parent: 'a0', from: 2, to: 3 }),
    ]);
    expect(namesOf(model)).toEqual(['first', 'a1', 'second']);
    expect(model.flags[0]).toBe(RowFlag.Duplicate);
    expect(model.flags[2]).toBe(RowFlag.Duplicate);
    expect(model.rowOfSpan.get('a0')).toBe(0);
  });

  it('mark spans without end, without start, ending too early, and outside of their parent', () => {
    const model = buildTrace([
      sketchSpan({ id: 'root', from: 10, to: 20 }),
      sketchSpan({ id: 'early', parent: 'root', from: 5, to: 12 }),
      sketchSpan({ id: 'open', parent: 'root', from: 11 }),
      sketchSpan({ id: 'back', parent: 'root', from: 13, to: 12 }),
      sketchSpan({ id: 'late', parent: 'root', from: 14, to: 30 }),
      sketchSpan({ id: 'unstarted', parent: 'root', to: 16, more: { startTimeUnixNano: 0n } }),
    ]);
    const flagsOf = (id: string) => model.flags[model.rowOfSpan.get(id)!];
    expect(flagsOf('early')).toBe(RowFlag.StartsBeforeParent);
    expect(flagsOf('open')! & RowFlag.Open).toBe(RowFlag.Open);
    expect(model.durationMs[model.rowOfSpan.get('open')!]).toBe(19);
    expect(flagsOf('back')).toBe(RowFlag.EndsBeforeStart);
    expect(model.durationMs[model.rowOfSpan.get('back')!]).toBe(0);
    expect(flagsOf('late')).toBe(RowFlag.EndsAfterParent);
    expect(flagsOf('unstarted')).toBe(RowFlag.NoStart);
    expect(model.startMs[model.rowOfSpan.get('unstarted')!]).toBe(11);
    expect(model.startMs[model.rowOfSpan.get('root')!]).toBe(5);
  });

  it('give hues by first appearance', () => {
    expect(buildTrace(checkoutTrace()).services).toEqual([
      'gateway',
      'orders',
      'inventory',
      'payments',
      'mailer',
    ]);
  });

  it('are none for no spans', () => {
    expect(buildTrace([]).size).toBe(0);
  });

  it('stand a chain deeper than any call stack', () => {
    const depth = 50_000;
    const chain = Array.from({ length: depth }, (_, index) =>
      sketchSpan({ id: `s${index}`, parent: index === 0 ? '' : `s${index - 1}`, from: index, to: depth }),
    );
    expect(buildTrace(chain).depth[depth - 1]).toBe(depth - 1);
  });
});

/** Any graph of parents: self-references, cycles, duplicates, ids that no span has. */
const anySpans = fc
  .array(
    fc.record({
      id: fc.integer({ min: 0, max: 12 }),
      parent: fc.integer({ min: -1, max: 15 }),
      from: fc.integer({ min: 0, max: 100 }),
      to: fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined }),
    }),
    { maxLength: 40 },
  )
  .map((sketches) =>
    sketches.map(({ id, parent, from, to }) =>
      sketchSpan({
        id: `s${id}`,
        parent: parent < 0 ? '' : `s${parent}`,
        from,
        ...(to === undefined ? {} : { to }),
      }),
    ),
  );

describe('for any graph of parents', () => {
  it('every span has exactly one row', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const model = buildTrace(spans);
        const drawn = model.rows.filter((stored) => stored !== undefined);
        expect(drawn).toHaveLength(spans.length);
        expect(new Set(drawn)).toEqual(new Set(spans));
        expect(model.size).toBe(spans.length + model.ghostCount);
      }),
    );
  });

  it('parents come first, depth counts them, and subtrees are closed ranges', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const model = buildTrace(spans);
        for (let row = 0; row < model.size; row++) {
          const parent = model.parent[row]!;
          expect(parent).toBeLessThan(row);
          expect(model.depth[row]).toBe(parent < 0 ? 0 : model.depth[parent]! + 1);
          expect(row + model.subtreeSize[row]!).toBeLessThanOrEqual(model.size);
          for (let below = row + 1; below < row + model.subtreeSize[row]!; below++) {
            expect(model.depth[below]).toBeGreaterThan(model.depth[row]!);
          }
          if (parent >= 0) {
            expect(row + model.subtreeSize[row]!).toBeLessThanOrEqual(parent + model.subtreeSize[parent]!);
          }
        }
      }),
    );
  });

  it('siblings are in the order of their start and nothing lies outside of the trace', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const model = buildTrace(spans);
        const last = new Map<number, bigint>();
        for (let row = 0; row < model.size; row++) {
          const start = model.startNs[row]!;
          expect(start).toBeGreaterThanOrEqual(last.get(model.parent[row]!) ?? 0n);
          expect(start + model.durationNs[row]!).toBeLessThanOrEqual(model.lengthNs);
          last.set(model.parent[row]!, start);
        }
      }),
    );
  });
});
