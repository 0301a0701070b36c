import { OttlError } from '../../ottl-error.ts';

export type TextDecode = (bytes: Uint8Array) => string;

/** Encodings that have the same name and meaning for TextDecoder. */
const SAME_NAMES = new Set(
  [
    'utf-16be utf-16le ibm866 koi8-r koi8-u macintosh gbk gb18030 big5 euc-jp iso-2022-jp shift_jis euc-kr',
    'windows-874 windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258',
    'iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16',
  ].flatMap((names) => names.split(' ')),
);

const UTF_8 = ['', 'utf-8', 'utf8', 'ascii', 'us-ascii', 'utf-8-raw', 'utf8-raw', 'nop'];
const UTF_16 = ['utf-16', 'utf16'];
const LATIN_1 = ['iso-8859-1', 'latin1', 'iso_8859-1', 'l1', 'ibm819', 'cp819'];

/** Names of IANA's index for which the collector has no table either. */
const WITHOUT_TABLE = ['utf-7', 'utf-32', 'iso-10646-ucs-2', 'iso-2022-kr', 'iso-8859-11'];

/** What reads an encoding by its name in IANA's index, in any case. Throws OttlError. */
export function textEncoding(name: string): TextDecode {
  const lower = name.toLowerCase();
  if (UTF_8.includes(lower)) return decoderOf('utf-8');
  if (UTF_16.includes(lower)) return decoderOf('utf-16le');
  // For TextDecoder, Latin-1 is windows-1252.
  if (LATIN_1.includes(lower))
    return (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  if (lower === 'iso-8859-9') return latin5;
  if (SAME_NAMES.has(lower)) return decoderOf(lower);
  if (WITHOUT_TABLE.includes(lower)) throw new OttlError(`no charmap defined for encoding '${name}'`);
  if (/^ibm\d+$/.test(lower)) {
    throw new OttlError(`known encoding, not implemented here: '${name}'`);
  }
  throw new OttlError(`unsupported encoding '${name}'`);
}

const windows1254 = decoderOf('windows-1254');

/** For TextDecoder, Latin-5 is windows-1254, which has letters in place of the control characters from 0x80 on. */
function latin5(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte >= 0x80 && byte < 0xa0 ? String.fromCharCode(byte) : windows1254(Uint8Array.of(byte)),
  ).join('');
}

function decoderOf(label: string): TextDecode {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  return (bytes) => decoder.decode(bytes);
}
