import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { negotiateEncoding } from './negotiate-encoding.ts';
import { negotiateFormat } from './negotiate-format.ts';

/** What Prometheus 3 sends when it scrapes. */
const PROMETHEUS =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';

describe('the format of a page', () => {
  test.each([
    ['', 'text', 'underscores'],
    ['*/*', 'text', 'underscores'],
    ['text/html', 'text', 'underscores'],
    ['application/openmetrics-text', 'open-metrics', 'underscores'],
    ['application/openmetrics-text;version=9', 'text', 'underscores'],
    ['text/plain, application/openmetrics-text;q=0.9', 'text', 'underscores'],
    ['text/plain;q=0.1, application/openmetrics-text;q=0.9', 'open-metrics', 'underscores'],
    ['text/plain;escaping=dots', 'text', 'dots'],
    ['text/plain;escaping=nonsense', 'text', 'underscores'],
    ['application/vnd.google.protobuf', 'text', 'underscores'],
    [
      'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited',
      'protobuf',
      'underscores',
    ],
    [
      'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text',
      'text',
      'underscores',
    ],
    ['/;;=,a/b/c,;q=,text', 'text', 'underscores'],
    [PROMETHEUS, 'open-metrics', 'allow-utf-8'],
  ])('for %j is %s', (accept, kind, escaping) => {
    expect(negotiateFormat(accept, true)).toMatchObject({ kind, escaping });
  });

  test('is no OpenMetrics where that isn’t allowed, and the escaping of a clause that was passed over stays', () => {
    expect(negotiateFormat(PROMETHEUS, false)).toMatchObject({ kind: 'text', escaping: 'allow-utf-8' });
  });

  test('is chosen for any header', () => {
    const part = fc.constantFrom(
      'text',
      'plain',
      'application',
      '/',
      ';',
      ',',
      '=',
      'q',
      'version',
      '0.5',
      '*',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (header) => {
          const { kind, contentType } = negotiateFormat(header, true);
          expect(['text', 'open-metrics', 'protobuf']).toContain(kind);
          expect(contentType).toMatch(/; escaping=[a-z0-9-]+$/);
        },
      ),
    );
  });
});

test.each([
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['gzip, deflate, br', 'gzip'],
  ['identity;q=0.5, gzip;q=0.5', 'identity'],
  ['identity;q=0.5, gzip;q=0.6', 'gzip'],
  ['br', 'identity'],
  ['*', 'identity'],
  ['gzip;q=0', ''],
])('Accept-Encoding %j leads to %j', (header, encoding) => {
  expect(negotiateEncoding(header)).toBe(encoding);
});
