/** The W3C tracestate as OTTL reads and writes single members of it. */

const KEY = /^(?:[a-z][a-z0-9_\-*/]{0,255}|[a-z0-9][a-z0-9_\-*/]{0,240}@[a-z][a-z0-9_\-*/]{0,13})$/;
const VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const MAX_MEMBERS = 32;

type Members = readonly (readonly [key: string, value: string])[];

/** The value of a member, '' where there is none; `undefined` where the text is no tracestate. */
export function traceStateMember(text: string, key: string): string | undefined {
  const members = parse(text);
  return members === undefined ? undefined : (members.find((member) => member[0] === key)?.[1] ?? '');
}

/** The text with the member set, in front; unchanged where the text or the member is none. */
export function withTraceStateMember(text: string, key: string, value: string): string {
  const members = parse(text);
  if (members === undefined || !KEY.test(key) || !VALUE.test(value)) return text;
  const others = members.filter((member) => member[0] !== key).slice(0, MAX_MEMBERS - 1);
  return [[key, value] as const, ...others].map(([name, item]) => `${name}=${item}`).join(',');
}

function parse(text: string): Members | undefined {
  const members: [string, string][] = [];
  for (const part of text.split(',')) {
    // Only what is empty altogether is passed over: blanks are no member.
    if (part === '') continue;
    const member = part.replace(/^[ \t]+|[ \t]+$/g, '');
    const at = member.indexOf('=');
    const key = member.slice(0, at);
    const value = member.slice(at + 1);
    if (at < 0 || !KEY.test(key) || !VALUE.test(value)) return undefined;
    if (members.some((known) => known[0] === key)) return undefined;
    members.push([key, value]);
  }
  return members.length > MAX_MEMBERS ? undefined : members;
}
