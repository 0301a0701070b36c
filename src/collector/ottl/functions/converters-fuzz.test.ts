import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contexts } from '../contexts/contexts.ts';
import { functionTable } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { Parser } from '../parser.ts';
import { goQuote } from '../syntax/go-quote.ts';
import { sampleSpan } from '../testing/sample-span.ts';
import { testEnvironment } from '../testing/test-functions.ts';
import type { OttlTime, Value } from '../value.ts';
import { goValueText } from '../value-text.ts';
import { standardConverters } from './standard-functions.ts';

const parser = new Parser({
  context: contexts.span,
  functions: functionTable(...standardConverters),
  environment: testEnvironment().environment,
  namedPaths: false,
});

const paths = [
  'name',
  'attributes',
  'attributes["text"]',
  'attributes["number"]',
  'trace_id',
  'end_time',
  'events',
];
const formats = '%Y-%m-%dT%H:%M:%S%z,%c,%D %r,%A %e %B %Y %Z,%y%j.%f,%h %g %k'.split(',');
const leaf = fc.oneof(
  fc.constantFrom(...paths),
  fc.constantFrom(...formats.map(goQuote), '"Europe/Paris"', '"base64"', '"gbk"', '"10.0.0.0/8"', '"1h"'),
  fc.string({ unit: 'grapheme' }).map(goQuote),
  fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String),
  fc.constantFrom('nil', 'true', '-1', '1.5', '-9223372036854775807', '0x00ff', '[]', '[1, "a", nil]'),
  fc.constantFrom(
    '"%5.2f %v %q %x %[2]*d"',
    '"{\\"a\\": [1, 2e3, null]}"',
    '"a=b c=\\"d e\\""',
    '"a,\\"b\\""',
  ),
  fc.constantFrom(
    '"http://u:p@h:80/a.b?c=d#e"',
    '"?a=1&b"',
    '"<a x=\\"1\\"><b>t</b><b/></a>"',
    '"(?P<a>.)(b*)"',
    '"snake"',
    '"strict"',
    '"a"',
  ),
  fc.constantFrom('{"a": {"b": 1}}', '[{"k": "a"}, 1]', 'Duration("1h")', 'Unix(9223372036854775807, 9)'),
);
const expression = fc.letrec<{ call: string; argument: string }>((tie) => ({
  call: fc
    .constantFrom(...standardConverters)
    .chain(({ name, parameters }) =>
      fc
        .array(tie('argument'), { maxLength: Object.keys(parameters).length })
        .map((given) => `${name}(${given.join(', ')})`),
    ),
  argument: fc.oneof({ maxDepth: 3 }, leaf, tie('call')),
}));

describe('any arguments', () => {
  it('give a value that can be printed, or an OttlError', () => {
    let given = 0;
    fc.assert(
      fc.property(expression.call, fc.string({ unit: 'binary' }), fc.double(), (text, attribute, number) => {
        const { span, context } = sampleSpan();
        span.attributes.set('text', attribute).set('number', number);
        try {
          expect(goValueText(parser.valueExpressions([text])[0]!.get(context))).toBeTypeOf('string');
          given += 1;
        } catch (error) {
          if (!(error instanceof OttlError) || error.message === '') throw error;
        }
      }),
      { numRuns: 10000 },
    );
    // Otherwise the expressions would prove nothing.
    expect(given).toBeGreaterThan(500);
  });
});

describe('Time', () => {
  const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Etc/GMT+5'];

  it('reads what FormatTime has written', () => {
    const second = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(second, fc.nat(999_999_999), fc.constantFrom(...zones), (seconds, nanos, zone) => {
        const format = '%A %d %B %Y %I:%M:%S.%s %p %w';
        const text = valueGiven(`FormatTime(Unix(${seconds}, ${nanos}), "${format}")`);
        const time = valueGiven(`Time(${goQuote(text as string)}, "${format}", "${zone}")`) as OttlTime;
        expect(time.ns).toBe(BigInt(seconds) * 1_000_000_000n + BigInt(nanos));
        const local = valueGiven(
          `FormatTime(Time(${goQuote(text as string)}, "${format}", "${zone}"), "${format}")`,
        );
        expect(local).toBe(text);
      }),
    );
  });

  function valueGiven(text: string): Value {
    return parser.valueExpressions([text])[0]!.get(sampleSpan().context);
  }
});
