import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { decodeTraces } from './export-request.ts';
import { utf8 } from './testing/bytes.ts';

it('prints one line per value, attributes by key', () => {
  const traces = decodeTraces(
    utf8(
      `{"resourceSpans":[{"resource":{"attributes":[{"key":"b","value":{"doubleValue":-0}},{"key":"a","value":{"kvlistValue":
      {"values":[{"key":"{\\",","value":{}},{"key":"A","value":{"intValue":1}}]}}}]}}]}`,
    ),
    'json',
  );
  expect(canonicalJson('traces', traces)).toMatchInlineSnapshot(`
    "{
      "resourceSpans": [
        {
          "resource": {
            "attributes": [
              {
                "key": "a",
                "value": {
                  "kvlistValue": {
                    "values": [
                      {
                        "key": "A",
                        "value": {
                          "intValue": "1"
                        }
                      },
                      {
                        "key": "{\\",",
                        "value": {}
                      }
                    ]
                  }
                }
              },
              {
                "key": "b",
                "value": {
                  "doubleValue": -0
                }
              }
            ]
          }
        }
      ]
    }"
  `);
});

it('prints text of any length', () => {
  const traces = decodeTraces(utf8(`{"resourceSpans":[{"schemaUrl":"${'\\n'.repeat(2_000_000)}"}]}`), 'json');
  expect(canonicalJson('traces', traces).length).toBeGreaterThan(4_000_000);
});
