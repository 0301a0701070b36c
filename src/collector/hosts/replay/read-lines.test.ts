import { describe, expect, test } from 'vitest';
import { encodeTraces } from '../../../otlp/export-request.ts';
import { testTraces } from '../../testing/requests.ts';
import { readLines } from './read-lines.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const line = new TextDecoder().decode(encodeTraces(testTraces(1), 'json'));
const at = (time: string): string => line.replace('{', `{"at":${time},`);

describe('lines of OTLP/JSON', () => {
  test('arrive at the start, when they say it, or with the line before', () => {
    const arrivals = readLines(
      'traces',
      'in.jsonl',
      bytes([line, at('"1.5s"'), line, at('"1s"')].join('\n')),
    );
    expect(arrivals.map((each) => each.at)).toEqual([0n, 1_500_000_000n, 1_500_000_000n, 1_000_000_000n]);
    expect(arrivals[3]?.data).toEqual(testTraces(1));
  });

  test('may have blank lines among them, a mark at the start and any line ends', () => {
    const arrivals = readLines('traces', 'in.jsonl', bytes(`\uFEFF${line}\r\n\r\n${line}\n\n`));
    expect(arrivals.map(({ place }) => place)).toEqual(['in.jsonl:1', 'in.jsonl:3']);
  });

  test('may hold nothing', () => {
    expect(readLines('traces', 'in.jsonl', bytes('{"resourceSpans":[]}'))).toHaveLength(1);
  });

  test('an attribute called "at" is no time', () => {
    const named = line.replace('"key":"number"', '"key":"at"');
    expect(readLines('traces', 'in.jsonl', bytes(named))[0]?.at).toBe(0n);
  });

  test.each([
    [
      'that is no JSON',
      '{"resourceSpans":[',
      'in.jsonl:2: ',
      'each line has to be one OTLP/JSON request of traces',
    ],
    ['of several lines', '{', 'in.jsonl:2: ', 'without line breaks in it'],
    [
      'with a wrong value',
      line.replace('"span 1"', '5'),
      'in.jsonl:2: resourceSpans[0].scopeSpans[0].spans[0].name',
      '',
    ],
    [
      'of another signal',
      '{"resourceMetrics":[]}',
      'in.jsonl:2: these are metrics, not traces: give the file with --metrics',
      '',
    ],
    ['of nothing known', '{"spans":[]}', 'in.jsonl:2: there is no "resourceSpans"', ''],
    [
      'with a time that is none',
      at('"soon"'),
      'in.jsonl:2: "at" is "soon": time: invalid duration; ',
      'like "1.5s"',
    ],
    ['with a number for a time', at('5'), 'in.jsonl:2: "at" is 5: it is no text; ', 'like "1.5s"'],
    ['before the start', at('"-1s"'), 'in.jsonl:2: "at" is "-1s": it is negative', ''],
  ])('a line %s is refused with file, line and remedy', (_name, bad, start, remedy) => {
    const read = () => readLines('traces', 'in.jsonl', bytes(`${line}\n${bad}\n`));
    expect(read).toThrow(start);
    expect(read).toThrow(remedy);
  });
});
