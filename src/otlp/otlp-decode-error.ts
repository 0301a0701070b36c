/**
 * Why a body could not be decoded:
 * - `truncated`: the body, or the message around the place, ends inside a value;
 * - `syntax`: the bytes are not JSON, or not protobuf;
 * - `wrong-type`: a known field holds a value of another type;
 * - `out-of-range`: an integer that its field can't hold;
 * - `invalid-id`, `invalid-utf8`, `invalid-base64`: the content of a field is not what the field holds;
 * - `too-deep`, `too-many`: nesting or number of elements beyond what this decoder is willing to build.
 */
export type OtlpDecodeErrorCode =
  | 'truncated'
  | 'syntax'
  | 'wrong-type'
  | 'out-of-range'
  | 'invalid-id'
  | 'invalid-utf8'
  | 'invalid-base64'
  | 'too-deep'
  | 'too-many';

/** The only error decoding throws, whatever the bytes. `message` names what was expected, where and in which field. */
export class OtlpDecodeError extends Error {
  override readonly name = 'OtlpDecodeError';
  readonly code: OtlpDecodeErrorCode;
  /** Bytes from the start of the body to the value at fault, in both encodings. */
  readonly offset: number;
  /** The field at fault by its JSON names, such as `resourceSpans[0].scopeSpans[0].spans[3].traceId`; `''` is the body itself. */
  readonly path: string;

  constructor(code: OtlpDecodeErrorCode, detail: string, offset: number, path: string) {
    super(`${path === '' ? '' : `${path}: `}${detail} (at byte ${offset})`);
    this.code = code;
    this.offset = offset;
    this.path = path;
  }
}
