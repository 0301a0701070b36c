import type { Value } from '../../value.ts';
import { type Directive, padded, truncated } from './directive.ts';
import { formatFloatVerb } from './format-float.ts';
import { formatInteger } from './format-integer.ts';
import { formatBytes, formatText } from './format-text.ts';
import { type GoValue, goValue, unsigned } from './go-value.ts';

/** An argument as fmt.Sprintf prints it for a verb; "%!d(string=x)" where the verb doesn't fit it. */
export function printArgument(directive: Directive, argument: Value, verb: string): string {
  return print(directive, goValue(argument), verb, TOP);
}

interface Place {
  /** An argument itself, or the value of a verb that doesn't fit. */
  readonly top: boolean;
  /** Within "%!d(…)" the methods of values aren't called. */
  readonly plain: boolean;
}

const TOP: Place = { top: true, plain: false };
const INSIDE: Place = { top: false, plain: false };

function print(directive: Directive, value: GoValue, verb: string, place: Place): string {
  if (value.kind === 'nil') return printNil(directive, verb, place);
  if (place.top && verb === 'T') return padded(directive, truncated(directive, value.type));
  if (place.top && verb === 'p') return printPointer(directive, value, place);
  const own = place.plain ? undefined : byMethod(directive, value, verb);
  return own ?? byKind(directive, value, verb, place) ?? badVerb(directive, value, verb);
}

function printNil(directive: Directive, verb: string, { top }: Place): string {
  // Only elements of lists of anything are nil.
  if (!top) return directive.sharpV ? 'interface {}(nil)' : '<nil>';
  return verb === 'v' || verb === 'T' ? padded(directive, '<nil>') : `%!${verb}(<nil>)`;
}

/** "%!d(string=x)" */
function badVerb(directive: Directive, value: GoValue, verb: string): string {
  return `%!${verb}(${value.type}=${print(directive, value, 'v', { top: true, plain: true })})`;
}

/** What the value's own methods give: times, durations and ids have them. */
function byMethod(directive: Directive, value: GoValue, verb: string): string | undefined {
  if (directive.sharpV) {
    return value.goText === undefined ? undefined : padded(directive, truncated(directive, value.goText));
  }
  if (value.text === undefined || !'vsxXq'.includes(verb)) return undefined;
  return formatText(directive, value.text, verb);
}

function byKind(directive: Directive, value: GoValue, verb: string, place: Place): string | undefined {
  const { plain } = place;
  switch (value.kind) {
    case 'bool':
      return verb === 't' || verb === 'v' ? padded(directive, String(value.value)) : undefined;
    case 'int':
      return formatInteger(directive, value.value, verb, value.signed);
    case 'float':
      return formatFloatVerb(directive, value.value, verb);
    case 'string':
      return formatText(directive, value.value, verb);
    case 'bytes':
      if (verb === 'w' && value.type !== '[]uint8') return undefined;
      return formatBytes(directive, value.value, verb) ?? printBytes(directive, value, verb, place);
    case 'list': {
      if (verb === 'w') return undefined;
      const items = value.items.map((item) =>
        print(directive, itemOf(value.itemType, item), verb, { top: false, plain }),
      );
      return directive.sharpV ? `${value.type}{${items.join(', ')}}` : `[${items.join(' ')}]`;
    }
    case 'map': {
      if (verb === 'w') return undefined;
      const entries = value.entries.map(
        ([key, item]) =>
          `${print(directive, goValue(key), verb, INSIDE)}:${print(directive, goValue(item), verb, { top: false, plain })}`,
      );
      return directive.sharpV ? `${value.type}{${entries.join(', ')}}` : `map[${entries.join(' ')}]`;
    }
    case 'struct':
      return verb === 'w' ? undefined : printStruct(directive, value.type, value.fields, verb);
    case 'pointer':
      return printAddress(directive, value, verb);
    case 'nil':
      return undefined;
  }
}

function itemOf(type: string, item: Value): GoValue {
  return type === 'uint64' && typeof item === 'bigint' ? unsigned(item, type) : goValue(item);
}

function printBytes(
  directive: Directive,
  { type, value }: { readonly type: string; readonly value: Uint8Array },
  verb: string,
  { top }: Place,
): string {
  const items = [...value].map((byte) => print(directive, unsigned(BigInt(byte)), verb, INSIDE));
  if (!directive.sharpV) return `[${items.join(' ')}]`;
  return `${top && verb === 'v' && type === '[]uint8' ? '[]byte' : type}{${items.join(', ')}}`;
}

function printStruct(
  directive: Directive,
  type: string,
  fields: readonly (readonly [string, GoValue])[],
  verb: string,
): string {
  const { plusV, sharpV } = directive;
  const parts = fields.map(([name, field]) => {
    const text = byKind(directive, field, verb, INSIDE) ?? badVerb(directive, field, verb);
    return plusV || sharpV ? `${name}:${text}` : text;
  });
  return sharpV ? `${type}{${parts.join(', ')}}` : `{${parts.join(' ')}}`;
}

function printAddress(
  directive: Directive,
  { type, address }: { readonly type: string; readonly address: bigint },
  verb: string,
): string | undefined {
  if (verb !== 'v')
    return 'bodxX'.includes(verb) ? formatInteger(directive, address, verb, false) : undefined;
  const digits = formatInteger({ ...directive, sharp: !directive.sharp }, address, 'x', false) ?? '';
  if (directive.sharpV) return `(${type})(${address === 0n ? 'nil' : digits})`;
  return address === 0n ? padded(directive, '<nil>') : digits;
}

/** `%p`: lists and maps have an address, which is another in every run of Go. */
function printPointer(directive: Directive, value: GoValue, place: Place): string {
  const hasAddress = value.kind === 'list' || value.kind === 'map' || value.type === '[]uint8';
  if (!hasAddress) return `%!p(${value.type}=${print(directive, value, 'v', { ...place, plain: true })})`;
  return formatInteger({ ...directive, sharp: !directive.sharp }, 0xc0_00_1a_60_00n, 'x', false) ?? '';
}
