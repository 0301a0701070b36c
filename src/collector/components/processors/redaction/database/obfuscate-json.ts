/** Nothing deeper is JSON to Go. */
const MAX_DEPTH = 10_000;

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[ \t\r\n]+|[^{}[\]:,"\s]+/g;

/**
 * Puts `"?"` in the place of every value of a JSON document, whose keys stay; white space goes, but for that at the
 * end. `undefined` where the text isn't JSON.
 */
export function obfuscateJson(text: string): string | undefined {
  if (!isJson(text)) return undefined;
  let result = '';
  /** Of the objects and arrays around: whether it is an object. */
  const around: boolean[] = [];
  let key = false;
  let ended = false;
  for (const [token] of text.matchAll(TOKENS)) {
    switch (token) {
      case '{':
      case '[':
        if (around.length === MAX_DEPTH) return undefined;
        key = token === '{';
        around.push(key);
        result += token;
        break;
      case '}':
      case ']':
        around.pop();
        ended = around.length === 0;
        result += token;
        break;
      case ',':
        key = around.at(-1) ?? false;
        result += token;
        break;
      case ':':
        key = false;
        result += token;
        break;
      default:
        if (!isSpace(token)) {
          result += key ? token : '"?"';
          ended = around.length === 0;
        } else if (ended) result += token;
    }
  }
  return result;
}

function isSpace(token: string): boolean {
  const code = token.charCodeAt(0);
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
