import type { PathParser } from '../compile/path.ts';
import { mapPath, unknownSegment, withString } from './context-definition.ts';
import { floatField, idField, idTextField, intField, timeField, unixNanoField } from './fields.ts';
import type { ExemplarContext } from './transform-context.ts';

const time = (context: ExemplarContext): bigint => context.exemplar.timeUnixNano;
const setTime = (context: ExemplarContext, ns: bigint): void => {
  context.exemplar.timeUnixNano = ns;
};
const traceId = (context: ExemplarContext): string => context.exemplar.traceId;
const setTraceId = (context: ExemplarContext, id: string): void => {
  context.exemplar.traceId = id;
};
const spanId = (context: ExemplarContext): string => context.exemplar.spanId;
const setSpanId = (context: ExemplarContext, id: string): void => {
  context.exemplar.spanId = id;
};

export const exemplarPaths: PathParser = (path) => {
  switch (path.name) {
    case 'time_unix_nano':
      return unixNanoField<ExemplarContext>(time, setTime);
    case 'time':
      return timeField<ExemplarContext>(time, setTime);
    case 'double_value':
      return floatField<ExemplarContext>(
        (context) => context.exemplar.asDouble ?? 0,
        (context, value) => {
          context.exemplar.asDouble = value;
          context.exemplar.asInt = undefined;
        },
      );
    case 'int_value':
      return intField<ExemplarContext>(
        (context) => context.exemplar.asInt ?? 0n,
        (context, value) => {
          context.exemplar.asInt = value;
          context.exemplar.asDouble = undefined;
        },
      );
    case 'trace_id':
      return withString(
        'exemplar',
        path,
        idField<ExemplarContext>('TraceID', traceId, setTraceId),
        idTextField<ExemplarContext>('TraceID', traceId, setTraceId),
      );
    case 'span_id':
      return withString(
        'exemplar',
        path,
        idField<ExemplarContext>('SpanID', spanId, setSpanId),
        idTextField<ExemplarContext>('SpanID', spanId, setSpanId),
      );
    case 'filtered_attributes':
      return mapPath<ExemplarContext>((context) => context.exemplar.filteredAttributes, path.keys());
    default:
      throw unknownSegment(path.name, path, 'exemplar');
  }
};
