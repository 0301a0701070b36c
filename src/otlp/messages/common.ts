/** opentelemetry/proto/common/v1/common.proto and resource/v1/resource.proto, 1.11. AnyValue is built into the codecs. */
import { defineMessage, field } from '../message-type.ts';
import type { InstrumentationScope, Resource } from '../model.ts';

export const resourceType = defineMessage<Resource>(
  'Resource',
  () => ({ attributes: new Map(), droppedAttributesCount: 0 }),
  { attributes: field(1, 'attributes'), droppedAttributesCount: field(2, 'uint32') },
);

export const instrumentationScopeType = defineMessage<InstrumentationScope>(
  'InstrumentationScope',
  () => ({ name: '', version: '', attributes: new Map(), droppedAttributesCount: 0 }),
  {
    name: field(1, 'string'),
    version: field(2, 'string'),
    attributes: field(3, 'attributes'),
    droppedAttributesCount: field(4, 'uint32'),
  },
);
