/**
 * Spans straight from protobuf: the table-driven reader written out for the messages of traces, which a collector
 * reads by the hundred thousand. It gives up on everything that isn't ordinary (`undefined`), and the table-driven
 * reader then says what is wrong, or reads it.
 */
import { BodyText } from './body-text.ts';
import { MAX_DEPTH, maxElements } from './decode-limits.ts';
import { readBinaryId } from './hex.ts';
import type {
  AnyValue,
  Attributes,
  InstrumentationScope,
  Resource,
  ResourceSpans,
  ScopeSpans,
  Span,
  SpanEvent,
  SpanLink,
  Status,
  TracesData,
} from './model.ts';

/** Decodes an ordinary `ExportTraceServiceRequest`; `undefined` where the table-driven reader must look. */
export function readTracesFast(bytes: Uint8Array): TracesData | undefined {
  try {
    return new FastReader(bytes).traces();
  } catch (error) {
    if (error === GIVE_UP) return undefined;
    throw error;
  }
}

/** Thrown on its own, as making an Error costs more than reading a small body. */
const GIVE_UP = Symbol('not ordinary');

const scratch = new Uint32Array(2);
const scratchSigned = new BigInt64Array(scratch.buffer);
/** Integer attributes are mostly ports, counts and status codes. */
const SMALL = Array.from({ length: 1024 }, (_, value) => BigInt(value));
const ID_SLOTS = 256;

class FastReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #text: BodyText;
  readonly #idPlaces = new Int32Array(ID_SLOTS).fill(-1);
  readonly #ids: string[] = new Array<string>(ID_SLOTS).fill('');
  #pos = 0;
  /** Upper 32 bits of the varint read last. */
  #high = 0;
  #elementsLeft: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#text = new BodyText(bytes);
    this.#elementsLeft = maxElements(bytes.length);
  }

  traces(): TracesData {
    const end = this.#bytes.length;
    const resourceSpans: ResourceSpans[] = [];
    while (this.#pos < end) {
      const tag = this.#tag(end);
      if (tag === 10) resourceSpans.push(this.#resourceSpans(this.#enter(end)));
      else this.#skip(tag, 1, end);
    }
    return { resourceSpans };
  }

  #resourceSpans(end: number): ResourceSpans {
    let resource: Resource | undefined;
    const scopeSpans: ScopeSpans[] = [];
    let schemaUrl = '';
    while (this.#pos < end) {
      const tag = this.#tag(end);
      if (tag === 10) {
        // A message that occurs twice is merged.
        if (resource !== undefined) throw GIVE_UP;
        resource = this.#resource(this.#enter(end));
      } else if (tag === 18) scopeSpans.push(this.#scopeSpans(this.#enter(end)));
      else if (tag === 26) schemaUrl = this.#string(end);
      else this.#skip(tag, 3, end);
    }
    return {
      resource: resource ?? { attributes: new Map(), droppedAttributesCount: 0 },
      scopeSpans,
      schemaUrl,
    };
  }

  #resource(end: number): Resource {
    const attributes: Attributes = new Map();
    let droppedAttributesCount = 0;
    while (this.#pos < end) {
      const tag = this.#tag(end);
      if (tag === 10) this.#attribute(attributes, end, 1);
      else if (tag === 16) droppedAttributesCount = this.#uint32(end);
      else this.#skip(tag, 2, end);
    }
    return { attributes, droppedAttributesCount };
  }

  #scopeSpans(end: number): ScopeSpans {
    let scope: InstrumentationScope | undefined;
    const spans: Span[] = [];
    let schemaUrl = '';
    while (this.#pos < end) {
      const tag = this.#tag(end);
      if (tag === 18) spans.push(this.#span(this.#enter(end)));
      else if (tag === 10) {
        if (scope !== undefined) throw GIVE_UP;
        scope = this.#scope(this.#enter(end));
      } else if (tag === 26) schemaUrl = this.#string(end);
      else this.#skip(tag, 3, end);
    }
    return {
      scope: scope ?? { name: '', version: '', attributes: new Map(), droppedAttributesCount: 0 },
      spans,
      schemaUrl,
    };
  }

  #scope(end: number): InstrumentationScope {
    let name = '';
    let version = '';
    const attributes: Attributes = new Map();
    let droppedAttributesCount = 0;
    while (this.#pos < end) {
      const tag = this.#tag(end);
      if (tag === 10) name = this.#string(end);
      else if (tag === 18) version = this.#string(end);
      else if (tag === 26) this.#attribute(attributes, end, 1);
      else if (tag === 32) droppedAttributesCount = this.#uint32(end);
      else this.#skip(tag, 4, end);
    }
    return { name, version, attributes, droppedAttributesCount };
  }

  #span(end: number): Span {
    let traceId = '';
    let spanId = '';
    let traceState = '';
    let parentSpanId = '';
    let flags = 0;
    let name = '';
    let kind = 0;
    let startTimeUnixNano = 0n;
    let endTimeUnixNano = 0n;
    const attributes: Attributes = new Map();
    let droppedAttributesCount = 0;
    const events: SpanEvent[] = [];
    let droppedEventsCount = 0;
    const links: SpanLink[] = [];
    let droppedLinksCount = 0;
    let status: Status | undefined;
    while (this.#pos < end) {
      const tag = this.#tag(end);
      switch (tag) {
        case 10:
          traceId = this.#id(16, end);
          break;
        case 18:
          spanId = this.#id(8, end);
          break;
        case 26:
          traceState = this.#string(end);
          break;
        case 34:
          parentSpanId = this.#id(8, end);
          break;
        case 42:
          name = this.#string(end);
          break;
        case 48:
          kind = this.#uint32(end) | 0;
          break;
        case 57:
          startTimeUnixNano = this.#fixed64(end);
          break;
        case 65:
          endTimeUnixNano = this.#fixed64(end);
          break;
        case 74:
          this.#attribute(attributes, end, 1);
          break;
        case 80:
          droppedAttributesCount = this.#uint32(end);
          break;
        case 90:
          events.push(this.#event(this.#enter(end)));
          break;
        case 96:
          droppedEventsCount = this.#uint32(end);
          break;
        case 106:
          links.push(this.#link(this.#enter(end)));
          break;
        case 112:
          droppedLinksCount = this.#uint32(end);
          break;
        case 122:
          if (status !== undefined) throw GIVE_UP;
          status = this.#status(this.#enter(end));
          break;
        case 133:
          flags = this.#fixed32(end);
          break;
        default:
          this.#skip(tag, 16, end);
      }
    }
    return {
      traceId,
      spanId,
      traceState,
      parentSpanId,
      flags,
      name,
      kind,
      startTimeUnixNano,
      endTimeUnixNano,
      attributes,
      droppedAttributesCount,
      events,
      droppedEventsCount,
      links,
      droppedLinksCount,
      status: status ?? { code: 0, message: '' },
    };
  }

  #event(end: number): SpanEvent {
    let timeUnixNano = 0n;
    let name = '';
    const attributes: Attributes = new Map();
    let droppedAttributesCount = 0;
    while (this.#pos < end) {
      const tag = this.#tag(end);
      if (tag === 9) timeUnixNano = this.#fixed64(end);
      else if (tag === 18) name = this.#string(end);
      else if (tag === 26) this.#attribute(attributes, end, 1);
      else if (tag === 32) droppedAttributesCount = this.#uint32(end);
      else this.#skip(tag, 4, end);
    }
    return { timeUnixNano, name, attributes, droppedAttributesCount };
  }

  #link(end: number): SpanLink {
    let traceId = '';
    let spanId = '';
    let traceState = '';
    const attributes: Attributes = new Map();
    let droppedAttributesCount = 0;
    let flags = 0;
    while (this.#pos < end) {
      const tag = this.#tag(end);
      if (tag === 10) traceId = this.#id(16, end);
      else if (tag === 18) spanId = this.#id(8, end);
      else if (tag === 26) traceState = this.#string(end);
      else if (tag === 34) this.#attribute(attributes, end, 1);
      else if (tag === 40) droppedAttributesCount = this.#uint32(end);
      else if (tag === 53) flags = this.#fixed32(end);
      else this.#skip(tag, 6, end);
    }
    return { traceId, spanId, traceState, attributes, droppedAttributesCount, flags };
  }

  #status(end: number): Status {
    let code = 0;
    let message = '';
    while (this.#pos < end) {
      const tag = this.#tag(end);
      if (tag === 18) message = this.#string(end);
      else if (tag === 24) code = this.#uint32(end) | 0;
      else this.#skip(tag, 3, end);
    }
    return { code, message };
  }

  #attribute(into: Attributes, outerEnd: number, depth: number): void {
    const end = this.#length(outerEnd);
    let key = '';
    let value: AnyValue = null;
    while (this.#pos < end) {
      const tag = this.#tag(end);
      if (tag === 10) key = this.#string(end);
      else if (tag === 18) value = this.#anyValue(value, this.#length(end), depth);
      else this.#skip(tag, 2, end);
    }
    into.set(key, value);
  }

  #anyValue(current: AnyValue, end: number, depth: number): AnyValue {
    if (depth > MAX_DEPTH) throw GIVE_UP;
    let value = current;
    while (this.#pos < end) {
      const tag = this.#tag(end);
      switch (tag) {
        case 10:
          value = this.#string(end);
          break;
        case 16:
          value = this.#bool(end);
          break;
        case 24:
          value = this.#int64(end);
          break;
        case 33:
          value = this.#view.getFloat64(this.#take(8, end), true);
          break;
        case 42:
          value = this.#arrayValue(this.#enter(end), depth + 1);
          break;
        case 50:
          value = this.#keyValueList(this.#enter(end), depth + 1);
          break;
        case 58: {
          const bytesEnd = this.#length(end);
          value = this.#bytes.slice(this.#pos, bytesEnd);
          this.#pos = bytesEnd;
          break;
        }
        default:
          this.#skip(tag, 7, end);
      }
    }
    return value;
  }

  #arrayValue(end: number, depth: number): AnyValue[] {
    const values: AnyValue[] = [];
    while (this.#pos < end) {
      const tag = this.#tag(end);
      if (tag === 10) values.push(this.#anyValue(null, this.#length(end), depth));
      else this.#skip(tag, 1, end);
    }
    return values;
  }

  #keyValueList(end: number, depth: number): Attributes {
    const attributes: Attributes = new Map();
    while (this.#pos < end) {
      const tag = this.#tag(end);
      if (tag === 10) this.#attribute(attributes, end, depth);
      else this.#skip(tag, 1, end);
    }
    return attributes;
  }

  /** Tags of known fields have one or two bytes; longer ones are left to the table-driven reader. */
  #tag(end: number): number {
    const bytes = this.#bytes;
    const first = bytes[this.#pos++] as number;
    if (first < 0x80) {
      if (first < 8) throw GIVE_UP;
      return first;
    }
    if (this.#pos >= end) throw GIVE_UP;
    const second = bytes[this.#pos++] as number;
    if (second >= 0x80) throw GIVE_UP;
    return (second << 7) | (first & 0x7f);
  }

  /** Where a value of the length read next ends. */
  #length(end: number): number {
    const bytes = this.#bytes;
    let pos = this.#pos;
    if (pos >= end) throw GIVE_UP;
    let length = bytes[pos++] as number;
    if (length >= 0x80) {
      length &= 0x7f;
      for (let shift = 7; ; shift += 7) {
        // Four bytes hold 256 MiB, more than any body.
        if (shift > 21 || pos >= end) throw GIVE_UP;
        const byte = bytes[pos++] as number;
        length |= (byte & 0x7f) << shift;
        if (byte < 0x80) break;
      }
    }
    this.#pos = pos;
    if (length > end - pos) throw GIVE_UP;
    return pos + length;
  }

  /** `#length` of a message or list, which is counted against the limit. */
  #enter(end: number): number {
    if (this.#elementsLeft-- <= 0) throw GIVE_UP;
    return this.#length(end);
  }

  #string(end: number): string {
    const stringEnd = this.#length(end);
    const text = this.#text.decode(this.#pos, stringEnd);
    if (text === undefined) throw GIVE_UP;
    this.#pos = stringEnd;
    return text;
  }

  /** Spans of a trace share its id, and children repeat the id of their parent: ids read lately are kept. */
  #id(size: 8 | 16, end: number): string {
    const idEnd = this.#length(end);
    const start = this.#pos;
    this.#pos = idEnd;
    if (idEnd - start !== size) {
      if (idEnd === start) return '';
      throw GIVE_UP;
    }
    const view = this.#view;
    const low = view.getInt32(idEnd - 8, true);
    const high = view.getInt32(idEnd - 4, true);
    let hash = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b) ^ size;
    hash ^= hash >>> 16;
    const slot = (hash ^ (hash >>> 8)) & (ID_SLOTS - 1);
    const place = this.#idPlaces[slot] as number;
    const cached = this.#ids[slot] as string;
    if (
      place >= 0 &&
      // Ids of zeros are '' and not kept, so the length tells the size.
      cached.length === size * 2 &&
      view.getInt32(place + size - 8, true) === low &&
      view.getInt32(place + size - 4, true) === high &&
      (size === 8 ||
        (view.getInt32(place, true) === view.getInt32(start, true) &&
          view.getInt32(place + 4, true) === view.getInt32(start + 4, true)))
    ) {
      return cached;
    }
    const id = readBinaryId(this.#bytes, start, size);
    this.#ids[slot] = id;
    this.#idPlaces[slot] = start;
    return id;
  }

  #bool(end: number): boolean {
    const byte = this.#pos < end ? (this.#bytes[this.#pos++] as number) : 0x80;
    if (byte >= 0x80) throw GIVE_UP;
    return byte !== 0;
  }

  /** The lower 32 bits of a varint, as protobuf takes them. */
  #uint32(end: number): number {
    return this.#varint(end) >>> 0;
  }

  #int64(end: number): bigint {
    const low = this.#varint(end);
    const high = this.#high;
    if (high === 0 && low >= 0 && low < SMALL.length) return SMALL[low] as bigint;
    scratch[0] = low;
    scratch[1] = high;
    return scratchSigned[0] as bigint;
  }

  /** Returns the lower 32 bits as a signed number and leaves the upper ones in `#high`. */
  #varint(end: number): number {
    const bytes = this.#bytes;
    let pos = this.#pos;
    let low = 0;
    let high = 0;
    for (let shift = 0; ; shift += 7) {
      if (shift === 70 || pos >= end) throw GIVE_UP;
      const byte = bytes[pos++] as number;
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (shift - 32);
      if (byte < 0x80) break;
    }
    this.#pos = pos;
    this.#high = high;
    return low;
  }

  #fixed32(end: number): number {
    return this.#view.getUint32(this.#take(4, end), true);
  }

  #fixed64(end: number): bigint {
    return this.#view.getBigUint64(this.#take(8, end), true);
  }

  #take(size: number, end: number): number {
    const start = this.#pos;
    if (size > end - start) throw GIVE_UP;
    this.#pos = start + size;
    return start;
  }

  /** Moves over an unknown field. A known one (1 to `known`, as far as traces have them) has a wire type it must not have. */
  #skip(tag: number, known: number, end: number): void {
    if (tag >>> 3 <= known) throw GIVE_UP;
    switch (tag & 7) {
      case 0:
        this.#varint(end);
        return;
      case 1:
        this.#take(8, end);
        return;
      case 2:
        this.#pos = this.#length(end);
        return;
      case 5:
        this.#take(4, end);
        return;
      default:
        throw GIVE_UP;
    }
  }
}
