import { describe, expect, it } from 'vitest';
import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import { consoleLogger } from '../../../pipeline/logger.ts';
import { contexts } from '../../contexts/contexts.ts';
import { functionTable } from '../../function.ts';
import { OttlError, OttlPanicError } from '../../ottl-error.ts';
import { OttlParseErrors, Parser } from '../../parser.ts';
import { goQuote } from '../../syntax/go-quote.ts';
import { sampleSpan } from '../../testing/sample-span.ts';
import { testEnvironment } from '../../testing/test-functions.ts';
import { standardFunctions } from '../standard-functions.ts';
// What the editors of pkg/ottl v0.162 do to `sampleSpan`: statements, what is otherwise afterwards. "@{…}" sets the attributes.
import recorded from './recorded-editor-results.json' with { type: 'json' };

/** The parts of the span and of what is around it, in the words of the recording; maps in their order. */
function stateOf({ span, context }: ReturnType<typeof sampleSpan>): Map<string, string> {
  return new Map([
    ['name', goQuote(span.name)],
    ['attributes', text(span.attributes)],
    ['kind', String(span.kind)],
    ['trace_id', span.traceId.replace(/^0*$/, '')],
    ['span_id', span.spanId.replace(/^0*$/, '')],
    ['trace_state', goQuote(span.traceState)],
    ['start', String(span.startTimeUnixNano)],
    ['end', String(span.endTimeUnixNano)],
    ['events', String(span.events.length)],
    ['links', String(span.links.length)],
    ['code', String(span.status.code)],
    ['message', goQuote(span.status.message)],
    ['resource', text(context.resource.attributes)],
    ['scope', goQuote(context.scope.name)],
    ['schema', goQuote(context.resourceItem.schemaUrl)],
  ]);
}

function text(value: AnyValue): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return `string ${goQuote(value)}`;
  if (typeof value === 'boolean') return `bool ${value}`;
  if (typeof value === 'bigint') return `int ${value}`;
  if (typeof value === 'number') return `float ${Object.is(value, -0) ? '-0' : value}`;
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return `slice [${value.map(text).join(', ')}]`;
  return `map {${[...value].map(([key, item]) => `${goQuote(key)}: ${text(item)}`).join(', ')}}`;
}

/** JSON as a value, with bytes and doubles as `{"$bytes": "01ff"}` and `{"$float": "1"}`. */
function fromJson(json: unknown): AnyValue {
  if (typeof json === 'number') return Number.isInteger(json) ? BigInt(json) : json;
  if (Array.isArray(json)) return json.map(fromJson);
  if (json === null || typeof json !== 'object') return json as string | boolean | null;
  const { $bytes: bytes, $float: float } = json as Record<string, string | undefined>;
  if (bytes !== undefined) return new Uint8Array(Buffer.from(bytes, 'hex'));
  if (float !== undefined) return Number(float);
  return new Map(Object.entries(json).map(([key, value]) => [key, fromJson(value)]));
}

function resultsOf(statements: readonly string[]): string[] {
  const sample = sampleSpan();
  const { environment } = testEnvironment();
  const functions = functionTable(...standardFunctions);
  const parser = new Parser({ context: contexts.span, functions, environment, namedPaths: false });
  let before = stateOf(sample);
  const results: string[] = [];
  for (const statement of statements) {
    if (statement.startsWith('@')) {
      sample.span.attributes = fromJson(JSON.parse(statement.slice(1))) as Attributes;
      before = stateOf(sample);
      continue;
    }
    try {
      parser.statements([statement])[0]!.execute(sample.context);
    } catch (error) {
      if (!(error instanceof OttlError)) throw error;
      results.push(errorText(error, statement));
      break;
    }
  }
  const after = stateOf(sample);
  return [
    ...results,
    ...[...after].filter(([key, value]) => before.get(key) !== value).map((entry) => entry.join(' ')),
  ];
}

/** Records leave out the name of the context's type, which is the same in all. */
const TYPE = /\[\*github\.com\/\S*?TransformContext\]/g;

function errorText(error: OttlError, statement: string): string {
  const isParseError = error instanceof OttlParseErrors;
  const message = (isParseError ? error.errors[0]!.error.message : error.message)
    .replace(`unable to parse OTTL statement ${goQuote(statement)}: `, '')
    .replace(TYPE, '[…]');
  if (error instanceof OttlPanicError) return `PANIC ${message}`;
  return `${isParseError ? 'COMPILE' : 'RUN'} ${message}`;
}

describe('editors do what the collector’s do', () => {
  it.each(recorded as [string[], string[]][])('%j', (statements, results) => {
    // Go's strings can end within a character; to ours such bytes are what a reader makes of them.
    const readable = results.map((result) => result.replace(/(?:\\x[89a-f][\da-f])+/g, '\u{FFFD}'));
    expect(resultsOf(statements)).toEqual(readable);
  });
});

describe('what editors log where debug is on', () => {
  function linesOf(statement: string): string[] {
    const lines: string[] = [];
    const { environment } = testEnvironment();
    const logger = consoleLogger((line) => lines.push(line), environment.clock, 'debug');
    const parser = new Parser({
      context: contexts.span,
      functions: functionTable(...standardFunctions),
      environment: { ...environment, logger },
      namedPaths: false,
    });
    parser.statements([statement])[0]!.execute(sampleSpan().context);
    return lines.map((line) => line.split('\t').slice(1).join(' '));
  }

  it('is what limit has removed', () => {
    expect(linesOf('limit(attributes, 6, ["list"])')).toEqual([
      'debug discarded 3 values {"keys": ["bytes", "nothing", "map"]}',
    ]);
    expect(linesOf('limit(attributes, 9, [])')).toEqual([]);
  });

  it('is what truncate_all has cut', () => {
    expect(linesOf('truncate_all(attributes, 3)')).toEqual(['debug truncated 1 values {"keys": ["str"]}']);
    expect(linesOf('truncate_all(attributes, 30)')).toEqual([]);
  });
});
