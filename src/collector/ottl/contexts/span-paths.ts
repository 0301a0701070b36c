import { cloneMessage } from '../../../otlp/clone-message.ts';
import { spanEventType, spanLinkType } from '../../../otlp/messages/traces.ts';
import type { Path, PathParser } from '../compile/path.ts';
import type { GetSetter } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { Opaque } from '../value.ts';
import { access, mapPath, unknownSegment, withString } from './context-definition.ts';
import {
  idField,
  idTextField,
  int32Field,
  intField,
  opaqueField,
  setOpaqueList,
  textField,
  timeField,
  uint32Field,
  unixNanoField,
} from './fields.ts';
import { traceStateMember, withTraceStateMember } from './trace-state.ts';
import type { SpanContext } from './transform-context.ts';

export const spanPaths: PathParser = (path) => {
  const parser = PATHS[path.name];
  if (parser === undefined) throw unknownSegment(path.name, path, 'span');
  return parser(path);
};

const PATHS: Readonly<Record<string, PathParser>> = {
  trace_id: (path) =>
    withString(
      'span',
      path,
      idField<SpanContext>('TraceID', traceId, setTraceId),
      idTextField<SpanContext>('TraceID', traceId, setTraceId),
    ),
  span_id: (path) =>
    withString(
      'span',
      path,
      idField<SpanContext>('SpanID', spanId, setSpanId),
      idTextField<SpanContext>('SpanID', spanId, setSpanId),
    ),
  parent_span_id: (path) =>
    withString(
      'span',
      path,
      idField<SpanContext>('SpanID', parentSpanId, setParentSpanId),
      idTextField<SpanContext>('SpanID', parentSpanId, setParentSpanId),
    ),
  trace_state: traceStatePath,
  name: () =>
    textField<SpanContext>(
      (context) => context.span.name,
      (context, value) => {
        context.span.name = value;
      },
    ),
  kind: kindPath,
  start_time_unix_nano: () => unixNanoField<SpanContext>(startTime, setStartTime),
  start_time: () => timeField<SpanContext>(startTime, setStartTime),
  end_time_unix_nano: () => unixNanoField<SpanContext>(endTime, setEndTime),
  end_time: () => timeField<SpanContext>(endTime, setEndTime),
  attributes: (path) => mapPath<SpanContext>((context) => context.span.attributes, path.keys()),
  dropped_attributes_count: () =>
    uint32Field<SpanContext>(
      (context) => context.span.droppedAttributesCount,
      (context, value) => {
        context.span.droppedAttributesCount = value;
      },
    ),
  events: () =>
    access<SpanContext>(
      (context) => new Opaque('ptrace.SpanEventSlice', context.span.events),
      (context, value) =>
        setOpaqueList('ptrace.SpanEventSlice', context.span.events, value, (event) =>
          cloneMessage(spanEventType, event),
        ),
    ),
  dropped_events_count: () =>
    uint32Field<SpanContext>(
      (context) => context.span.droppedEventsCount,
      (context, value) => {
        context.span.droppedEventsCount = value;
      },
    ),
  links: () =>
    access<SpanContext>(
      (context) => new Opaque('ptrace.SpanLinkSlice', context.span.links),
      (context, value) =>
        setOpaqueList('ptrace.SpanLinkSlice', context.span.links, value, (link) =>
          cloneMessage(spanLinkType, link),
        ),
    ),
  dropped_links_count: () =>
    uint32Field<SpanContext>(
      (context) => context.span.droppedLinksCount,
      (context, value) => {
        context.span.droppedLinksCount = value;
      },
    ),
  status: statusPath,
  flags: () =>
    intField<SpanContext>(
      (context) => BigInt(context.span.flags),
      (context, value) => {
        if (value < 0n || value > 0xffffffffn) {
          throw new OttlError(`value ${value} is out of range for uint32`);
        }
        context.span.flags = Number(value);
      },
    ),
};

const traceId = (context: SpanContext): string => context.span.traceId;
const setTraceId = (context: SpanContext, id: string): void => {
  context.span.traceId = id;
};
const spanId = (context: SpanContext): string => context.span.spanId;
const setSpanId = (context: SpanContext, id: string): void => {
  context.span.spanId = id;
};
const parentSpanId = (context: SpanContext): string => context.span.parentSpanId;
const setParentSpanId = (context: SpanContext, id: string): void => {
  context.span.parentSpanId = id;
};
const startTime = (context: SpanContext): bigint => context.span.startTimeUnixNano;
const setStartTime = (context: SpanContext, ns: bigint): void => {
  context.span.startTimeUnixNano = ns;
};
const endTime = (context: SpanContext): bigint => context.span.endTimeUnixNano;
const setEndTime = (context: SpanContext, ns: bigint): void => {
  context.span.endTimeUnixNano = ns;
};

function traceStatePath(path: Path): GetSetter {
  const keys = path.keys();
  if (keys === undefined) {
    return textField<SpanContext>(
      (context) => context.span.traceState,
      (context, value) => {
        context.span.traceState = value;
      },
    );
  }
  if (keys.length !== 1) throw new OttlError('must provide exactly 1 key when accessing trace_state');
  const key = (): string => {
    const text = keys[0]?.text;
    if (text === undefined) throw new OttlError('trace_state indexing type must be a string');
    return text;
  };
  return access<SpanContext>(
    (context) => traceStateMember(context.span.traceState, key()) ?? null,
    (context, value) => {
      textField<SpanContext>(
        () => '',
        (_, text) => {
          context.span.traceState = withTraceStateMember(context.span.traceState, key(), text);
        },
      ).set(context, value);
    },
  );
}

const KINDS = ['Unspecified', 'Internal', 'Server', 'Client', 'Producer', 'Consumer'];

function kindPath(path: Path): GetSetter {
  const next = path.next();
  if (next === undefined) {
    return int32Field<SpanContext>(
      (context) => context.span.kind,
      (context, value) => {
        context.span.kind = value;
      },
    );
  }
  if (next.name === 'string') return kindText('string', (kind) => KINDS[kind] ?? '');
  if (next.name === 'deprecated_string') {
    return kindText('deprecated string', (kind) => {
      const name = KINDS[kind];
      return name === undefined ? '' : `SPAN_KIND_${name.toUpperCase()}`;
    });
  }
  throw unknownSegment(next.name, next, 'span');
}

function kindText(form: string, textOf: (kind: number) => string): GetSetter {
  return textField<SpanContext>(
    (context) => textOf(context.span.kind),
    (context, value) => {
      const kind = KINDS.findIndex((_, index) => textOf(index) === value);
      if (kind < 0) throw new OttlError(`unknown span kind ${form}, ${value}`);
      context.span.kind = kind;
    },
  );
}

function statusPath(path: Path): GetSetter {
  const next = path.next();
  if (next === undefined) {
    return opaqueField<SpanContext, { code: number; message: string }>(
      'ptrace.Status',
      (context) => context.span.status,
      (context, { code, message }) => {
        context.span.status = { code, message };
      },
    );
  }
  if (next.name === 'code') {
    return int32Field<SpanContext>(
      (context) => context.span.status.code,
      (context, value) => {
        context.span.status.code = value;
      },
    );
  }
  if (next.name === 'message') {
    return textField<SpanContext>(
      (context) => context.span.status.message,
      (context, value) => {
        context.span.status.message = value;
      },
    );
  }
  throw unknownSegment(next.name, next, 'span');
}
