import { describe, expect, it } from 'vitest';
import { readCollectorLine } from './collector-line.ts';

const resource = '"resource": {"service.name": "otelcol-contrib", "service.version": "0.162.0"}';

describe('a line of the Collector', () => {
  it('is told without what every line repeats', () => {
    const fields = `{${resource}, "otelcol.component.id": "debug", "otelcol.component.kind": "exporter", "resource spans": 1, "spans": 2}`;
    expect(readCollectorLine(`2026-11-23T02:41:38.136Z\tinfo\tTraces\t${fields}`)).toEqual({
      component: 'debug',
      level: 'info',
      text: 'Traces  resource spans: 1, spans: 2',
    });
    expect(readCollectorLine(`2026-11-23T02:41:38.136Z\tinfo\tShutdown complete.\t{${resource}}`)).toEqual({
      component: undefined,
      level: 'info',
      text: 'Shutdown complete.',
    });
  });

  it('keeps fields it cannot read and lines of another form', () => {
    expect(readCollectorLine('2026-11-23T02:41:38Z\twarn\todd\t{').text).toBe('odd  {');
    expect(readCollectorLine('2026-11-23T02:41:38Z\twarn\todd')).toMatchObject({
      level: 'warn',
      text: 'odd',
    });
    expect(readCollectorLine('    -> http.route: Str(/a)').text).toBe('    -> http.route: Str(/a)');
  });
});
