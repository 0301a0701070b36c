import { describe, expect, test } from 'vitest';
import { components } from '../components/components.ts';
import { boolean, field, float, list, map, optional, string, struct } from '../config/schema.ts';
import { processorFactory } from '../pipeline/component.ts';
import { referenceTable } from './reference-table.ts';

const item = struct('test.Item', { key: field(string(), 'A key.') });

const sample = processorFactory({
  kind: 'processor',
  type: 'sample',
  deprecatedTypes: ['sampel'],
  schema: struct('test.Config', {
    ratio: field(float('float64', 0.5), 'How much.'),
    on: field(boolean(true), 'Whether.', { level: 'refused', reason: 'nobody wrote it' }),
    actions: field(list(item), 'What to do.'),
    named: field(map(item), 'By name.'),
    extra: field(optional(item), 'More.', { level: 'ignored', reason: 'nobody needs it' }),
  }),
  stability: { traces: 'beta' },
  doc: 'A sample.',
  create: {},
});

describe('the reference table', () => {
  test('has every key, with those below it', () => {
    const [component] = referenceTable([sample]);
    expect(component).toMatchObject({
      kind: 'processor',
      type: 'sample',
      deprecatedTypes: ['sampel'],
      stability: [{ signal: 'traces', level: 'beta' }],
      academyOnly: false,
    });
    expect(component?.keys.map(({ path, type, default: fallback }) => [path, type, fallback])).toEqual([
      ['ratio', 'number', '0.5'],
      ['on', 'boolean', 'true'],
      ['actions', 'list of section', undefined],
      ['actions[].key', 'text', '""'],
      ['named', 'map of section', undefined],
      ['named.*.key', 'text', '""'],
      ['extra', 'section, off unless given', undefined],
      ['extra.key', 'text', '""'],
    ]);
    expect(component?.keys[1]?.support).toEqual({ level: 'refused', reason: 'nobody wrote it' });
    expect(component?.keys[0]?.support).toEqual({ level: 'implemented' });
    expect(component?.keys[3]?.support).toEqual({ level: 'implemented' });
    expect(component?.keys[7]?.support).toEqual({ level: 'ignored', reason: 'nobody needs it' });
  });

  test('lists the real components by kind and name, each with text for every key', async () => {
    const table = referenceTable(await components.loadAll());
    const names = table.map(({ kind, type }) => `${kind} ${type}`);
    expect(names.indexOf('receiver otlp')).toBeLessThan(names.indexOf('processor batch'));
    expect(names.indexOf('exporter nop')).toBeLessThan(names.indexOf('exporter log_store'));
    const keys = table.flatMap((each) => each.keys);
    expect(keys.filter(({ doc }) => doc.trim() === '')).toEqual([]);
    expect(table.find(({ type }) => type === 'batch')?.keys[0]).toMatchObject({
      path: 'timeout',
      type: 'duration',
      default: '200ms',
    });
    expect(table.find(({ type }) => type === 'debug')?.keys[0]).toMatchObject({
      path: 'verbosity',
      values: expect.arrayContaining(['basic', 'normal', 'detailed']),
    });
  });
});
