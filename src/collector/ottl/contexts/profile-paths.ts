/** The `profile` context. Its source isn't published for v0.162; this follows v0.158, the last that is. */
import { cloneMessage } from '../../../otlp/clone-message.ts';
import { profileType } from '../../../otlp/messages/profiles.ts';
import type { Sample, ValueType } from '../../../otlp/model.ts';
import type { Path, PathParser } from '../compile/path.ts';
import type { GetSetter } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { goQuote } from '../syntax/go-quote.ts';
import { goTypeOf, Opaque, typedList } from '../value.ts';
import { access, unknownSegment, withString } from './context-definition.ts';
import {
  expectOpaque,
  idField,
  idTextField,
  intField,
  setOpaqueList,
  textField,
  timeField,
  uint32Field,
  unixNanoField,
} from './fields.ts';
import { intsFrom } from './number-lists.ts';
import { profileAttributesPath, stringIndex } from './profile-attributes.ts';
import type { ProfileContext } from './transform-context.ts';

const time = (context: ProfileContext): bigint => context.profile.timeUnixNano;
const setTime = (context: ProfileContext, ns: bigint): void => {
  context.profile.timeUnixNano = ns;
};
const profileId = (context: ProfileContext): string => context.profile.profileId;
const setProfileId = (context: ProfileContext, id: string): void => {
  if (id === '') throw new OttlError('profile ids must not be empty');
  context.profile.profileId = id;
};

export const profilePaths: PathParser = (path) => {
  const parser = PATHS[path.name];
  if (parser === undefined) throw unknownSegment(path.name, path, 'profile');
  return parser(path);
};

const duration: PathParser = () =>
  intField<ProfileContext>(
    (context) => BigInt.asIntN(64, context.profile.durationNano),
    (context, value) => {
      if (value < 0n) throw new OttlError('duration_unix_nano must be non-negative');
      context.profile.durationNano = value;
    },
  );

const PATHS: Readonly<Record<string, PathParser>> = {
  sample_type: (path) => valueTypePath(path, (context) => context.profile.sampleType),
  sample: () =>
    access<ProfileContext>(
      (context) => new Opaque('pprofile.SampleSlice', context.profile.samples),
      (context, value) => setOpaqueList('pprofile.SampleSlice', context.profile.samples, value, cloneSample),
    ),
  time_unix_nano: () => unixNanoField<ProfileContext>(time, setTime),
  time: () => timeField<ProfileContext>(time, setTime),
  duration_unix_nano: duration,
  duration,
  period_type: (path) => valueTypePath(path, (context) => context.profile.periodType),
  period: () =>
    intField<ProfileContext>(
      (context) => context.profile.period,
      (context, value) => {
        context.profile.period = value;
      },
    ),
  profile_id: (path) =>
    withString(
      'profile',
      path,
      idField<ProfileContext>('ProfileID', profileId, setProfileId),
      idTextField<ProfileContext>('ProfileID', profileId, setProfileId),
    ),
  attribute_indices: () =>
    access<ProfileContext>(
      (context) => typedList('[]int64', context.profile.attributeIndices.map(BigInt)),
      (context, value) => {
        const indices = intsFrom(value, 'int32');
        context.profile.attributeIndices = indices.map((index) => Number(BigInt.asIntN(32, index)));
      },
    ),
  attributes: (path) => profileAttributesPath(path),
  dropped_attributes_count: () =>
    uint32Field<ProfileContext>(
      (context) => context.profile.droppedAttributesCount,
      (context, value) => {
        context.profile.droppedAttributesCount = value;
      },
    ),
  original_payload_format: () =>
    textField<ProfileContext>(
      (context) => context.profile.originalPayloadFormat,
      (context, value) => {
        context.profile.originalPayloadFormat = value;
      },
    ),
  original_payload: () =>
    access<ProfileContext>(
      (context) => context.profile.originalPayload,
      (context, value) => {
        if (value === null) throw new OttlError('setting a value to nil is not supported');
        if (!(value instanceof Uint8Array)) throw new OttlError(`expects []uint8 but got ${goTypeOf(value)}`);
        context.profile.originalPayload = value.slice();
      },
    ),
};

/** Messages are copied by their tables; the one of samples lies in the profile's. */
function cloneSample(sample: Sample): Sample {
  const profile = { ...profileType.create(), samples: [sample] };
  return cloneMessage(profileType, profile).samples[0] ?? sample;
}

function valueTypePath(path: Path, valueType: (context: ProfileContext) => ValueType): GetSetter {
  const next = path.next();
  if (next === undefined) {
    return access<ProfileContext>(
      (context) => new Opaque('pprofile.ValueType', valueType(context)),
      (context, value) => {
        const { typeStrindex, unitStrindex } = atPath(path, () =>
          expectOpaque<ValueType>('pprofile.ValueType', value),
        );
        Object.assign(valueType(context), { typeStrindex, unitStrindex });
      },
    );
  }
  if (next.name === 'type') return stringOfType(next, valueType, 'typeStrindex');
  if (next.name === 'unit') return stringOfType(next, valueType, 'unitStrindex');
  throw unknownSegment(path.name, next, 'profile');
}

function stringOfType(
  path: Path,
  valueType: (context: ProfileContext) => ValueType,
  property: keyof ValueType,
): GetSetter {
  return access<ProfileContext>(
    (context) => {
      const index = valueType(context)[property];
      const text = context.dictionary.stringTable[index];
      if (text === undefined) {
        throw new OttlError(`path ${goQuote(path.text)} with strindex ${index} is out of range`);
      }
      return text;
    },
    (context, value) => {
      if (typeof value !== 'string') {
        const reason =
          value === null
            ? 'setting a value to nil is not supported'
            : `expects string but got ${goTypeOf(value)}`;
        throw new OttlError(`path ${goQuote(path.text)} ${reason}`);
      }
      valueType(context)[property] = stringIndex(context.dictionary, value);
    },
  );
}

function atPath<T>(path: Path, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof OttlError)) throw error;
    throw new OttlError(`path ${goQuote(path.text)} ${error.message}`);
  }
}
