import type { PathParser } from '../compile/path.ts';
import { OttlError } from '../ottl-error.ts';
import { access, mapPath, unknownSegment } from './context-definition.ts';
import { textField, timeField, uint32Field, unixNanoField } from './fields.ts';
import type { SpanEventContext } from './transform-context.ts';

const time = (context: SpanEventContext): bigint => context.spanEvent.timeUnixNano;
const setTime = (context: SpanEventContext, ns: bigint): void => {
  context.spanEvent.timeUnixNano = ns;
};

export const spanEventPaths: PathParser = (path) => {
  switch (path.name) {
    case 'event_index':
      return access<SpanEventContext>(
        (context) => {
          if (context.eventIndex === undefined) throw new OttlError("no 'event_index' property has been set");
          return BigInt(context.eventIndex);
        },
        () => {
          throw new OttlError("the 'event_index' path cannot be modified");
        },
      );
    case 'time_unix_nano':
      return unixNanoField<SpanEventContext>(time, setTime);
    case 'time':
      return timeField<SpanEventContext>(time, setTime);
    case 'name':
      return textField<SpanEventContext>(
        (context) => context.spanEvent.name,
        (context, value) => {
          context.spanEvent.name = value;
        },
      );
    case 'attributes':
      return mapPath<SpanEventContext>((context) => context.spanEvent.attributes, path.keys());
    case 'dropped_attributes_count':
      return uint32Field<SpanEventContext>(
        (context) => context.spanEvent.droppedAttributesCount,
        (context, value) => {
          context.spanEvent.droppedAttributesCount = value;
        },
      );
    default:
      throw unknownSegment(path.name, path, 'spanevent');
  }
};
