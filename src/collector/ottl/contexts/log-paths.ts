import { toAnyValue } from '../any-value.ts';
import { getFromList, getFromMap, setInList, setInMap } from '../compile/indexed.ts';
import type { CompiledKey } from '../compile/key.ts';
import type { PathParser } from '../compile/path.ts';
import type { GetSetter } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { valueTypeOf } from '../value.ts';
import { asString } from '../value-text.ts';
import { access, mapPath, unknownSegment, withString } from './context-definition.ts';
import {
  idField,
  idTextField,
  int32Field,
  textField,
  timeField,
  uint32Field,
  unixNanoField,
} from './fields.ts';
import type { LogContext } from './transform-context.ts';

const time = (context: LogContext): bigint => context.log.timeUnixNano;
const setTime = (context: LogContext, ns: bigint): void => {
  context.log.timeUnixNano = ns;
};
const observedTime = (context: LogContext): bigint => context.log.observedTimeUnixNano;
const setObservedTime = (context: LogContext, ns: bigint): void => {
  context.log.observedTimeUnixNano = ns;
};
const traceId = (context: LogContext): string => context.log.traceId;
const setTraceId = (context: LogContext, id: string): void => {
  context.log.traceId = id;
};
const spanId = (context: LogContext): string => context.log.spanId;
const setSpanId = (context: LogContext, id: string): void => {
  context.log.spanId = id;
};

export const logPaths: PathParser = (path) => {
  const parser = PATHS[path.name];
  if (parser === undefined) throw unknownSegment(path.name, path, 'log');
  return parser(path);
};

const PATHS: Readonly<Record<string, PathParser>> = {
  time_unix_nano: () => unixNanoField<LogContext>(time, setTime),
  time: () => timeField<LogContext>(time, setTime),
  observed_time_unix_nano: () => unixNanoField<LogContext>(observedTime, setObservedTime),
  observed_time: () => timeField<LogContext>(observedTime, setObservedTime),
  severity_number: () =>
    int32Field<LogContext>(
      (context) => context.log.severityNumber,
      (context, value) => {
        context.log.severityNumber = value;
      },
    ),
  severity_text: () =>
    textField<LogContext>(
      (context) => context.log.severityText,
      (context, value) => {
        context.log.severityText = value;
      },
    ),
  body: (path) => {
    const keys = path.keys();
    const whole = keys === undefined ? wholeBody : bodyAt(keys);
    return withString('log', path, whole, bodyText);
  },
  attributes: (path) => mapPath<LogContext>((context) => context.log.attributes, path.keys()),
  dropped_attributes_count: () =>
    uint32Field<LogContext>(
      (context) => context.log.droppedAttributesCount,
      (context, value) => {
        context.log.droppedAttributesCount = value;
      },
    ),
  flags: () =>
    uint32Field<LogContext>(
      (context) => context.log.flags,
      (context, value) => {
        context.log.flags = value;
      },
    ),
  trace_id: (path) =>
    withString(
      'log',
      path,
      idField<LogContext>('TraceID', traceId, setTraceId),
      idTextField<LogContext>('TraceID', traceId, setTraceId),
    ),
  span_id: (path) =>
    withString(
      'log',
      path,
      idField<LogContext>('SpanID', spanId, setSpanId),
      idTextField<LogContext>('SpanID', spanId, setSpanId),
    ),
  event_name: () =>
    textField<LogContext>(
      (context) => context.log.eventName,
      (context, value) => {
        context.log.eventName = value;
      },
    ),
};

const wholeBody = access<LogContext>(
  (context) => context.log.body,
  (context, value) => {
    context.log.body = toAnyValue(value, context.log.body);
  },
);

const bodyText = textField<LogContext>(
  (context) => asString(context.log.body),
  (context, value) => {
    context.log.body = value;
  },
);

function bodyAt(keys: readonly CompiledKey[]): GetSetter {
  return access<LogContext>(
    (context) => {
      const { body } = context.log;
      if (body instanceof Map) return getFromMap(body, keys, context);
      if (Array.isArray(body)) return getFromList(body, keys, context);
      throw new OttlError(`log bodies of type ${valueTypeOf(body)} cannot be indexed`);
    },
    (context, value) => {
      const { body } = context.log;
      if (body instanceof Map) setInMap(body, keys, value, context);
      else if (Array.isArray(body)) setInList(body, keys, value, context);
      else throw new OttlError(`log bodies of type ${valueTypeOf(body)} cannot be indexed`);
    },
  );
}
