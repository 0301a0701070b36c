import { describe, expect, it } from 'vitest';
import { contexts } from './contexts/contexts.ts';
import { OttlError } from './ottl-error.ts';
import { OttlParseErrors, Parser } from './parser.ts';
// Results of pkg/ottl v0.162 on `sampleSpan`: kind, text, whether paths name their context, result.
import recorded from './recorded-results.json' with { type: 'json' };
import { goQuote } from './syntax/go-quote.ts';
import { sampleSpan } from './testing/sample-span.ts';
import { testEnvironment, testFunctions } from './testing/test-functions.ts';
import { goTypeOf, OttlDuration, OttlId, OttlTime, TypedList, type Value } from './value.ts';

function parser(namedPaths = false, environment = testEnvironment().environment): Parser {
  return new Parser({ context: contexts.span, functions: testFunctions, environment, namedPaths });
}

function show(value: Value): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return `string ${goQuote(value)}`;
  if (typeof value === 'boolean') return `bool ${value}`;
  if (typeof value === 'bigint') return `int ${value}`;
  if (typeof value === 'number') return `float ${Object.is(value, -0) ? '-0' : value}`;
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (value instanceof OttlTime) return `time ${value.ns}`;
  if (value instanceof OttlDuration) return `duration ${value.ns}`;
  if (value instanceof OttlId) return `${value.kind.toLowerCase()} ${value.hex}`;
  if (value instanceof TypedList) return `list [${value.map(show).join(', ')}]`;
  if (Array.isArray(value)) return `slice [${value.map(show).join(', ')}]`;
  if (value instanceof Map) {
    const sorted = [...value].sort(([a], [b]) => (a < b ? -1 : 1));
    return `map {${sorted.map(([key, item]) => `${goQuote(key)}: ${show(item)}`).join(', ')}}`;
  }
  return `other ${goTypeOf(value)}`;
}

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(OttlError);
    return (error as OttlError).message;
  }
  return '';
}

function resultOf(kind: string, text: string, namedPaths: boolean): string {
  const { context } = sampleSpan();
  const parse = parser(namedPaths);
  try {
    if (kind === 'value') return show(parse.valueExpressions([text])[0]!.get(context));
    if (kind === 'condition') return String(parse.conditions([text])[0]!.test(context));
    parse.statements([text])[0]!.execute(context);
    return '';
  } catch (error) {
    if (error instanceof OttlParseErrors) return `COMPILE ${error.errors[0]!.error.message}`;
    if (error instanceof OttlError) return `RUN ${error.message}`;
    throw error;
  }
}

function gives(text: string): Value {
  return parser().valueExpressions([text])[0]!.get(sampleSpan().context);
}

describe('results are those of the collector', () => {
  it.each(recorded as [string, string, boolean, string][])('%s: %s', (kind, text, namedPaths, result) => {
    expect(resultOf(kind, text, namedPaths)).toBe(result);
  });
});

describe('setting', () => {
  const spanAfter = (statement: string) => {
    const { span, context } = sampleSpan();
    parser().statements([statement])[0]!.execute(context);
    return span;
  };

  it('makes maps and lists on the way', () => {
    expect(spanAfter('set(attributes["new"]["a"][2]["b"], "v")').attributes.get('new')).toEqual(
      new Map([['a', [null, null, new Map([['b', 'v']])]]]),
    );
  });

  it('copies maps, so that changing one leaves the other', () => {
    const span = spanAfter('set(attributes["copy"], attributes["map"])');
    (span.attributes.get('map') as Map<string, string>).set('k', 'changed');
    expect((span.attributes.get('copy') as Map<string, string>).get('k')).toBe('v');
  });

  it('puts all attributes into one of them', () => {
    const { attributes } = spanAfter('set(attributes["self"], attributes)');
    expect((attributes.get('self') as Map<string, unknown>).get('int')).toBe(42n);
  });

  it('clears a map, a list and a value with nil', () => {
    expect(spanAfter('set(attributes, nil)').attributes.size).toBe(0);
    expect(spanAfter('set(events, nil)').events).toEqual([]);
    expect(spanAfter('set(attributes["str"], nil)').attributes.get('str')).toBeNull();
  });

  it('cuts numbers to the width of the field', () => {
    expect(spanAfter('set(dropped_attributes_count, -1)').droppedAttributesCount).toBe(0xffffffff);
    expect(spanAfter('set(start_time_unix_nano, -5)').startTimeUnixNano).toBe(2n ** 64n - 5n);
  });

  it('writes members of the tracestate in front', () => {
    expect(spanAfter('set(trace_state["b"], "9")').traceState).toBe('b=9,a=1');
    expect(spanAfter('set(trace_state["A B"], "9")').traceState).toBe('a=1,b=2');
  });

  it('takes an id of zeros for none', () => {
    expect(spanAfter('set(parent_span_id.string, "0000000000000000")').parentSpanId).toBe('');
    expect(spanAfter('set(trace_id.string, "FF02030405060708090a0b0c0d0e0f10")').traceId).toBe(
      'ff02030405060708090a0b0c0d0e0f10',
    );
  });

  it('only where the condition holds', () => {
    expect(spanAfter('set(name, "x") where attributes["int"] == 42').name).toBe('x');
    expect(spanAfter('set(name, "x") where attributes["int"] != 42').name).toBe('GET /cart');
  });
});

describe('arguments', () => {
  it('are taken by name in any order', () => {
    expect(gives('Literals(size=2, text="a", last_names=["b"], raw=0x01)')).toEqual([
      'a',
      2n,
      null,
      null,
      null,
      new Uint8Array([1]),
      ['b'],
    ]);
  });

  it('may be lists known only at run time', () => {
    expect(gives('Join([name, 1, attributes["none"]], "-")')).toBe('GET /cart-1-<nil>');
    expect(gives('Join(attributes["list"], "-")')).toBe('x-2-{"deep":"y"}');
    expect(messageOf(() => gives('Join(name, "-")'))).toBe('expected a slice, got string');
  });

  it('may be functions', () => {
    expect(gives('Apply(name, Upper)')).toBe('GET /CART');
    expect(messageOf(() => gives('Apply(name, Lower)'))).toContain('undefined function Lower');
    expect(messageOf(() => gives('Apply(name, Join)'))).toContain('Expected: 2 Received: 1');
    expect(messageOf(() => gives('Apply(name, "x")'))).toContain('invalid function name given');
  });

  const type =
    '*github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottlspan.TransformContext';
  it.each([
    ['Nope(1)', 'undefined function "Nope"'],
    ['ParseXML(name)', 'known function, not implemented here: "ParseXML"'],
    ['Fails()', "couldn't create function: cannot be made"],
    [
      'Upper()',
      'error while parsing arguments for call to "Upper": incorrect number of arguments. Expected: 1 Received: 0',
    ],
    [
      'Upper(name, name)',
      'error while parsing arguments for call to "Upper": incorrect number of arguments. Expected: 1 Received: 2',
    ],
    [
      'Join(delimiter="x", name)',
      'error while parsing arguments for call to "Join": unnamed argument used after named argument',
    ],
    ['Upper(goal=name)', 'error while parsing arguments for call to "Upper": no such parameter: goal'],
    [
      'Upper(1)',
      'error while parsing arguments for call to "Upper": invalid argument at position 0: expected string but got int64',
    ],
    [
      'Literals(name, 1)',
      'error while parsing arguments for call to "Literals": invalid argument at position 0: must be a string',
    ],
    [
      'Literals("a", 1.5)',
      'error while parsing arguments for call to "Literals": invalid argument at position 1: must be an int',
    ],
    [
      'Literals("a", 1, 1)',
      'error while parsing arguments for call to "Literals": invalid argument at position 2: must be a float',
    ],
    [
      'Literals("a", 1, kind=FOO)',
      'error while parsing arguments for call to "Literals": invalid argument at position 2: must be an Enum',
    ],
    [
      'Lists(name)',
      `error while parsing arguments for call to "Lists": invalid argument at position 0: must be a list of type IntLikeGetter[${type}]`,
    ],
    [
      'Lists([1, "x"])',
      'error while parsing arguments for call to "Lists": invalid argument at position 0: error while parsing list argument at index 1: strconv.ParseInt: parsing "x": invalid syntax',
    ],
    [
      'Upper((x) => x)',
      'error while parsing arguments for call to "Upper": invalid argument at position 0: lambda expressions can only be passed to function arguments that accept them',
    ],
  ])('%s is refused', (text, message) => {
    expect(messageOf(() => parser().valueExpressions([text]))).toBe(
      `unable to parse OTTL value expression ${goQuote(text)}: ${message}`,
    );
  });

  it('name the getter that failed', () => {
    expect(messageOf(() => gives('Upper(Upper(attributes["int"]))'))).toBe(
      `error getting value in ottl.StandardStringGetter[${type}]: expected string but got int64`,
    );
  });
});

describe('keys of converters', () => {
  it('lead into what they give', () => {
    expect(gives('Literals("a", 1, last_names=["x", "y"])[6][1]')).toBe('y');
    expect(messageOf(() => gives('Literals("a", 1)[9]'))).toBe('index 9 out of bounds');
    expect(messageOf(() => gives('Upper(name)[0]'))).toBe('type string does not support int indexing');
    expect(messageOf(() => gives('Upper(name)["a"]'))).toBe('type string does not support string indexing');
  });
});

describe('several texts', () => {
  it('give all their errors, a line each', () => {
    expect(messageOf(() => parser().conditions(['name == 1', 'nope == 1', 'name ==']))).toBe(
      [
        'unable to parse OTTL condition "nope == 1": segment "nope" from path "nope" is not a valid path nor a valid OTTL keyword for the span context - review https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/pkg/ottl/contexts/ottlspan to see all valid paths',
        'unable to parse OTTL condition "name ==": condition has invalid syntax at 1:8: (expected Field ("." Field)*)',
      ].join('\n'),
    );
  });

  it('warn of experimental functions once', () => {
    const { environment, lines } = testEnvironment();
    parser(false, environment).conditions(['IsTrue(name)', 'IsTrue(kind)']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"functions": ["IsTrue"]');
  });
});
