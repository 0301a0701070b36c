import type { Attributes } from '../../../../otlp/model.ts';

/** What was done, by the names the attributes have. */
const DEEDS = ['redacted', 'masked', 'allowed', 'ignored'] as const;

type Deed = (typeof DEEDS)[number];

/** The keys of what was removed, masked, allowed by its value, or ignored. */
export type Deeds = { [D in Deed]?: string[] };

/** The attributes of its own work that are never removed. */
export const SUMMARY_KEYS: readonly string[] = [
  'redaction.redacted.keys',
  'redaction.redacted.count',
  'redaction.masked.keys',
  'redaction.masked.count',
  'redaction.ignored.count',
];

export function note(deeds: Deeds, deed: Deed, key: string): void {
  const keys = deeds[deed];
  if (keys === undefined) deeds[deed] = [key];
  else keys.push(key);
}

/**
 * Says in attributes what was done: with `debug` the keys (of those ignored only their number), and with `info` how many
 * there are; earlier processors' are added to. `of` is "redaction" or "redaction.body".
 */
export function summarize(deeds: Deeds, attributes: Attributes, summary: string, of: string): void {
  if (summary !== 'debug' && summary !== 'info') return;
  for (const deed of DEEDS) {
    const keys = deeds[deed];
    if (keys === undefined) continue;
    if (summary === 'debug' && deed !== 'ignored') noteKeys(keys, attributes, `${of}.${deed}.keys`);
    const counted = attributes.get(`${of}.${deed}.count`);
    attributes.set(
      `${of}.${deed}.count`,
      BigInt.asIntN(64, BigInt(keys.length) + (typeof counted === 'bigint' ? counted : 0n)),
    );
  }
}

function noteKeys(keys: readonly string[], attributes: Attributes, name: string): void {
  const noted = attributes.get(name);
  const all = typeof noted === 'string' && noted !== '' ? [...keys, ...noted.split(',')] : [...keys];
  attributes.set(name, all.sort(byCodePoints).join(','));
}

/** The order of the bytes in UTF-8. */
function byCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    // Surrogates stand for what comes after all other characters.
    if (a !== b) return (isSurrogate(a) ? a + 0x10000 : a) - (isSurrogate(b) ? b + 0x10000 : b);
  }
  return left.length - right.length;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}
