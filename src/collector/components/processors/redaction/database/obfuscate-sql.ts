import { isDigit } from './sql-characters.ts';
import { SqlLexer } from './sql-lexer.ts';
import { trimSpace } from './trim-space.ts';

const QUESTION = 0x3f;

/** The bytes of `$func$`. */
const TAG = 6;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Puts `?` in the place of the literals in SQL, and of the digits in names; comments stay, as in the collector. */
export function obfuscateSql(statement: string, mysql: boolean): string {
  const bytes = encoder.encode(statement);
  // No token gets longer.
  const result = new Uint8Array(bytes.length);
  const length = obfuscate(bytes, mysql, result);
  return trimSpace(decoder.decode(result.subarray(0, length)));
}

/** Gives the number of bytes written. */
function obfuscate(bytes: Uint8Array, mysql: boolean, result: Uint8Array): number {
  const lexer = new SqlLexer(bytes, mysql);
  let length = 0;
  const write = (part: Uint8Array): void => {
    result.set(part, length);
    length += part.length;
  };
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    const text = bytes.subarray(token.from, token.to);
    switch (token.kind) {
      case 'literal':
        result[length] = QUESTION;
        length += 1;
        break;
      case 'name':
        length = writeWithoutDigits(text, result, length);
        break;
      case 'function-body': {
        const body = decoder.decode(text.subarray(TAG, -TAG));
        write(text.subarray(0, TAG));
        write(encoder.encode(obfuscateSql(body, mysql)));
        write(text.subarray(-TAG));
        break;
      }
      case 'other':
        write(text);
    }
  }
  return length;
}

function writeWithoutDigits(text: Uint8Array, result: Uint8Array, from: number): number {
  let length = from;
  let inDigits = false;
  for (const byte of text) {
    const digit = isDigit(byte);
    if (!digit || !inDigits) {
      result[length] = digit ? QUESTION : byte;
      length += 1;
    }
    inDigits = digit;
  }
  return length;
}
