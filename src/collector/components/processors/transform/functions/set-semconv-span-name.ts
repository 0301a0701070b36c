import type { AnyValue, Attributes, Span } from '../../../../../otlp/model.ts';
import { SpanKind } from '../../../../../otlp/model.ts';
import type { SpanContext } from '../../../../ottl/contexts/transform-context.ts';
import { arg, defineFunction, optional } from '../../../../ottl/function.ts';
import { OttlError } from '../../../../ottl/ottl-error.ts';
import { goQuote } from '../../../../ottl/syntax/go-quote.ts';
import { asString } from '../../../../ottl/value-text.ts';

/** Names a span as the semantic conventions say, from its attributes; spans they don't name keep theirs. */
export const setSemconvSpanName = defineFunction({
  name: 'set_semconv_span_name',
  parameters: { semconvVersion: arg.stringLiteral, originalSpanNameAttribute: optional(arg.stringLiteral) },
  create: ({ semconvVersion, originalSpanNameAttribute }) => {
    checkVersion(semconvVersion);
    if (originalSpanNameAttribute === '') {
      throw new OttlError('originalSpanNameAttribute cannot be an empty string');
    }
    return (context) => {
      const { span } = context as SpanContext;
      const original = span.name;
      span.name = semconvName(span) ?? original;
      if (span.name !== original && originalSpanNameAttribute !== undefined) {
        span.attributes.set(originalSpanNameAttribute, original);
      }
      return null;
    };
  },
});

const OLDEST = [1, 37, 0];
const NEWEST = [1, 43, 0];
const VERSION =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-(?:\d*[a-zA-Z-][0-9a-zA-Z-]*|0|[1-9]\d*)(?:\.(?:\d*[a-zA-Z-][0-9a-zA-Z-]*|0|[1-9]\d*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;

function checkVersion(text: string): void {
  const match = VERSION.exec(text);
  if (match === null) {
    throw new OttlError(`failed to parse semconv version ${goQuote(text)}: invalid semantic version`);
  }
  const version = [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
  const older = order(version, OLDEST);
  // A version with "-…" comes before the one without.
  const tooOld = older < 0 || (older === 0 && match[4] !== undefined);
  if (tooOld || order(version, NEWEST) > 0) {
    throw new OttlError(
      `unsupported semconv version ${goQuote(text)}: must be between ${OLDEST.join('.')} and ${NEWEST.join('.')}`,
    );
  }
}

function order(left: readonly number[], right: readonly number[]): number {
  for (const [index, part] of left.entries()) {
    if (part !== right[index]) return part - (right[index] ?? 0);
  }
  return 0;
}

function semconvName({ kind, attributes }: Span): string | undefined {
  switch (kind) {
    case SpanKind.Server:
      return http(attributes, 'http.route') ?? rpc(attributes) ?? messaging(attributes);
    case SpanKind.Client:
      return (
        http(attributes, 'url.template') ?? rpc(attributes) ?? database(attributes) ?? messaging(attributes)
      );
    case SpanKind.Consumer:
    case SpanKind.Producer:
      return messaging(attributes);
    default:
      return undefined;
  }
}

/** The text of the first of the attributes that exists. */
function text(attributes: Attributes, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value: AnyValue | undefined = attributes.get(key);
    if (value !== undefined) return asString(value);
  }
  return undefined;
}

/** An empty name is none. */
function named(name: string): string | undefined {
  return name === '' ? undefined : name;
}

function http(attributes: Attributes, subjectKey: string): string | undefined {
  const method = text(attributes, 'http.request.method', 'http.method');
  if (method === undefined) return undefined;
  const subject = text(attributes, subjectKey);
  return named(subject === undefined ? method : `${method} ${subject}`);
}

function rpc(attributes: Attributes): string | undefined {
  const system = text(attributes, 'rpc.system.name', 'rpc.system');
  if (system === undefined) return undefined;
  const method = text(attributes, 'rpc.method', 'rpc.grpc.method');
  const service = text(attributes, 'rpc.service', 'rpc.grpc.service');
  if (service !== undefined) return `${service}/${method ?? '*'}`;
  return named(method ?? system);
}

function database(attributes: Attributes): string | undefined {
  const system = text(attributes, 'db.system.name', 'db.system');
  if (system === undefined) return undefined;
  const summary = text(attributes, 'db.query.summary');
  if (summary !== undefined) return named(summary);
  const operation = text(attributes, 'db.operation.name', 'db.operation') ?? '';
  const target = databaseTarget(attributes);
  return named([operation, target].filter((part) => part !== '').join(' ')) ?? named(system);
}

function databaseTarget(attributes: Attributes): string {
  const namespace = text(attributes, 'db.namespace', 'db.name') ?? '';
  const object = text(attributes, 'db.collection.name') ?? text(attributes, 'db.stored_procedure.name');
  if (object !== undefined) return namespace === '' ? object : `${namespace}.${object}`;
  return namespace === '' ? server(attributes) : namespace;
}

function messaging(attributes: Attributes): string | undefined {
  const system = text(attributes, 'messaging.system');
  if (system === undefined) return undefined;
  const operation = text(attributes, 'messaging.operation.name', 'messaging.operation');
  const destination = messagingDestination(attributes);
  if (destination === '') return named(operation ?? system);
  return operation === undefined ? destination : `${operation} ${destination}`;
}

function messagingDestination(attributes: Attributes): string {
  if (attributes.get('messaging.destination.temporary') === true) return '(temporary)';
  if (attributes.get('messaging.destination.anonymous') === true) return '(anonymous)';
  return (
    text(attributes, 'messaging.destination.template') ??
    text(attributes, 'messaging.destination.name', 'messaging.destination') ??
    server(attributes)
  );
}

function server(attributes: Attributes): string {
  const address = text(attributes, 'server.address');
  if (address === undefined) return '';
  const port = text(attributes, 'server.port');
  return port === undefined ? address : `${address}:${port}`;
}
