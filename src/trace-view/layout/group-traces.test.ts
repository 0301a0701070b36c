import { expect, it } from 'vitest';
import { sketchSpan } from '../span-fixture.ts';
import { groupTraces, isNewRun } from './group-traces.ts';

const first = [
  sketchSpan({ traceId: 'aa', id: '11', parent: '10', name: 'child', from: 1, to: 2 }),
  sketchSpan({ traceId: 'aa', id: '10', name: 'root', service: 'gateway', from: 0, to: 4 }),
];
const orphan = sketchSpan({
  traceId: 'bb',
  id: '21',
  parent: '20',
  name: 'orphan',
  from: -3,
  to: -1,
  more: { status: { code: 2, message: '' } },
});

it('lists each trace once, the earliest first, by the name of its root', () => {
  const groups = groupTraces([first[0]!, orphan, first[1]!]);
  expect(groups.map((group) => [group.traceId, group.name, group.spans.length, group.hasRoot])).toEqual([
    ['bb', 'orphan', 1, false],
    ['aa', 'root', 2, true],
  ]);
  expect(groups[1]).toMatchObject({ service: 'gateway', lengthNs: 4_000_000n, errorCount: 0 });
  expect(groups[0]!.errorCount).toBe(1);
});

it('puts the longest first of those that start in the same millisecond, whichever ended first', () => {
  const brief = sketchSpan({ traceId: 'cc', id: '31', name: 'brief', from: 0, to: 0 });
  expect(groupTraces([brief, ...first]).map(({ name }) => name)).toEqual(['root', 'brief']);
});

it('tells a new run from more spans of the same one', () => {
  const before = groupTraces(first);
  expect(isNewRun([], before)).toBe(true);
  expect(isNewRun(before, groupTraces([...first, orphan]))).toBe(false);
  expect(isNewRun(before, groupTraces([orphan]))).toBe(true);
  expect(isNewRun(before, [])).toBe(false);
});
