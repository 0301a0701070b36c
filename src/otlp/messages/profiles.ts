/** opentelemetry/proto/profiles/v1development/profiles.proto, 1.11. */
import { defineMessage, field, list } from '../message-type.ts';
import type {
  KeyValueAndUnit,
  Profile,
  ProfileFunction,
  ProfileLine,
  ProfileLink,
  ProfileLocation,
  ProfileMapping,
  ProfileStack,
  ProfilesData,
  ProfilesDictionary,
  ResourceProfiles,
  Sample,
  ScopeProfiles,
  ValueType,
} from '../model.ts';
import { instrumentationScopeType, resourceType } from './common.ts';

const valueTypeType = defineMessage<ValueType>('ValueType', () => ({ typeStrindex: 0, unitStrindex: 0 }), {
  typeStrindex: field(1, 'int32'),
  unitStrindex: field(2, 'int32'),
});

const sampleType = defineMessage<Sample>(
  'Sample',
  () => ({ stackIndex: 0, attributeIndices: [], linkIndex: 0, values: [], timestampsUnixNano: [] }),
  {
    stackIndex: field(1, 'int32'),
    attributeIndices: list(2, 'int32'),
    linkIndex: field(3, 'int32'),
    values: list(4, 'int64'),
    timestampsUnixNano: list(5, 'fixed64'),
  },
);

export const profileType = defineMessage<Profile>(
  'Profile',
  () => ({
    sampleType: valueTypeType.create(),
    samples: [],
    timeUnixNano: 0n,
    durationNano: 0n,
    periodType: valueTypeType.create(),
    period: 0n,
    profileId: '',
    droppedAttributesCount: 0,
    originalPayloadFormat: '',
    originalPayload: new Uint8Array(),
    attributeIndices: [],
  }),
  {
    sampleType: field(1, valueTypeType),
    samples: list(2, sampleType),
    timeUnixNano: field(3, 'fixed64'),
    durationNano: field(4, 'uint64'),
    periodType: field(5, valueTypeType),
    period: field(6, 'int64'),
    // 16 bytes, in hex in JSON, as trace ids are.
    profileId: field(7, 'traceId'),
    droppedAttributesCount: field(8, 'uint32'),
    originalPayloadFormat: field(9, 'string'),
    originalPayload: field(10, 'bytes'),
    attributeIndices: list(11, 'int32'),
  },
);

const mappingType = defineMessage<ProfileMapping>(
  'Mapping',
  () => ({ memoryStart: 0n, memoryLimit: 0n, fileOffset: 0n, filenameStrindex: 0, attributeIndices: [] }),
  {
    memoryStart: field(1, 'uint64'),
    memoryLimit: field(2, 'uint64'),
    fileOffset: field(3, 'uint64'),
    filenameStrindex: field(4, 'int32'),
    attributeIndices: list(5, 'int32'),
  },
);

const lineType = defineMessage<ProfileLine>('Line', () => ({ functionIndex: 0, line: 0n, column: 0n }), {
  functionIndex: field(1, 'int32'),
  line: field(2, 'int64'),
  column: field(3, 'int64'),
});

const locationType = defineMessage<ProfileLocation>(
  'Location',
  () => ({ mappingIndex: 0, address: 0n, lines: [], attributeIndices: [] }),
  {
    mappingIndex: field(1, 'int32'),
    address: field(2, 'uint64'),
    lines: list(3, lineType),
    attributeIndices: list(4, 'int32'),
  },
);

const functionType = defineMessage<ProfileFunction>(
  'Function',
  () => ({ nameStrindex: 0, systemNameStrindex: 0, filenameStrindex: 0, startLine: 0n }),
  {
    nameStrindex: field(1, 'int32'),
    systemNameStrindex: field(2, 'int32'),
    filenameStrindex: field(3, 'int32'),
    startLine: field(4, 'int64'),
  },
);

const linkType = defineMessage<ProfileLink>('Link', () => ({ traceId: '', spanId: '' }), {
  traceId: field(1, 'traceId'),
  spanId: field(2, 'spanId'),
});

const stackType = defineMessage<ProfileStack>('Stack', () => ({ locationIndices: [] }), {
  locationIndices: list(1, 'int32'),
});

const keyValueAndUnitType = defineMessage<KeyValueAndUnit>(
  'KeyValueAndUnit',
  () => ({ keyStrindex: 0, value: null, unitStrindex: 0 }),
  { keyStrindex: field(1, 'int32'), value: field(2, 'anyValue'), unitStrindex: field(3, 'int32') },
);

const dictionaryType = defineMessage<ProfilesDictionary>(
  'ProfilesDictionary',
  () => ({
    mappingTable: [],
    locationTable: [],
    functionTable: [],
    linkTable: [],
    stringTable: [],
    attributeTable: [],
    stackTable: [],
  }),
  {
    mappingTable: list(1, mappingType),
    locationTable: list(2, locationType),
    functionTable: list(3, functionType),
    linkTable: list(4, linkType),
    stringTable: list(5, 'string'),
    attributeTable: list(6, keyValueAndUnitType),
    stackTable: list(7, stackType),
  },
);

const scopeProfilesType = defineMessage<ScopeProfiles>(
  'ScopeProfiles',
  () => ({ scope: instrumentationScopeType.create(), profiles: [], schemaUrl: '' }),
  {
    scope: field(1, instrumentationScopeType),
    profiles: list(2, profileType),
    schemaUrl: field(3, 'string'),
  },
);

const resourceProfilesType = defineMessage<ResourceProfiles>(
  'ResourceProfiles',
  () => ({ resource: resourceType.create(), scopeProfiles: [], schemaUrl: '' }),
  {
    resource: field(1, resourceType),
    scopeProfiles: list(2, scopeProfilesType),
    schemaUrl: field(3, 'string'),
  },
);

/** `ProfilesData` and `ExportProfilesServiceRequest`, which are the same on the wire. */
export const profilesDataType = defineMessage<ProfilesData>(
  'ProfilesData',
  () => ({ resourceProfiles: [], dictionary: dictionaryType.create() }),
  { resourceProfiles: list(1, resourceProfilesType), dictionary: field(2, dictionaryType) },
);
