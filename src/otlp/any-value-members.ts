/** The oneof of `opentelemetry.proto.common.v1.AnyValue`; the model keeps the value only, so no message table describes it. */
export interface AnyValueMember {
  readonly name:
    | 'stringValue'
    | 'boolValue'
    | 'intValue'
    | 'doubleValue'
    | 'arrayValue'
    | 'kvlistValue'
    | 'bytesValue';
  readonly wireType: 0 | 1 | 2;
}

/** By field number. */
export const ANY_VALUE_MEMBERS: readonly (AnyValueMember | undefined)[] = [
  undefined,
  { name: 'stringValue', wireType: 2 },
  { name: 'boolValue', wireType: 0 },
  { name: 'intValue', wireType: 0 },
  { name: 'doubleValue', wireType: 1 },
  { name: 'arrayValue', wireType: 2 },
  { name: 'kvlistValue', wireType: 2 },
  { name: 'bytesValue', wireType: 2 },
];

/** By JSON name, in lowerCamelCase and snake_case. */
export const ANY_VALUE_MEMBERS_BY_NAME: ReadonlyMap<string, AnyValueMember> = new Map(
  ANY_VALUE_MEMBERS.filter((member) => member !== undefined).flatMap((member) => [
    [member.name, member],
    [member.name.replace('Value', '_value'), member],
  ]),
);
