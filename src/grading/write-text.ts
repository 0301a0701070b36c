/** Small pieces of which checks write their sentences, in both languages. */
import type { AnyValue } from '../otlp/model.ts';
import type { LocalizedText } from './text.ts';

/** Longest piece of telemetry quoted in a sentence, in characters. */
const QUOTE_LIMIT = 80;

export function text(en: string, zhCn: string): LocalizedText {
  return { en, 'zh-cn': zhCn };
}

/** A piece of telemetry as a code span: one line, without backticks of its own, cut at 80 characters. */
export function code(value: string): string {
  const line = value.replace(/[\s\p{Cc}`]+/gu, ' ').trim();
  const characters = Array.from(line.slice(0, QUOTE_LIMIT * 2));
  const cut = characters.length > QUOTE_LIMIT || line.length > QUOTE_LIMIT * 2;
  const shown = cut ? `${characters.slice(0, QUOTE_LIMIT).join('')}…` : line;
  return `\`${shown === '' ? ' ' : shown}\``;
}

/** Joins pieces of a Chinese sentence, with a space wherever Han meets Latin, digits or code. */
export function chinese(...pieces: readonly string[]): string {
  return pieces.reduce((sentence, piece) => {
    const gap =
      (HAN_LAST.test(sentence) && LATIN_FIRST.test(piece)) ||
      (LATIN_LAST.test(sentence) && HAN_FIRST.test(piece));
    return `${sentence}${gap ? ' ' : ''}${piece}`;
  }, '');
}

const HAN_FIRST = /^\p{Script=Han}/u;
const HAN_LAST = /\p{Script=Han}$/u;
const LATIN_FIRST = /^[\w`]/;
const LATIN_LAST = /[\w`]$/;

/** Joins phrases: "a, b" in English, "a、b" in Chinese. */
export function listText(parts: readonly LocalizedText[]): LocalizedText {
  return text(parts.map((part) => part.en).join(', '), parts.map((part) => part['zh-cn']).join('、'));
}

/** "2 spans", "2 个 Span". */
export function spanCount(count: number): LocalizedText {
  return text(count === 1 ? '1 span' : `${count} spans`, `${count} 个 Span`);
}

/** Milliseconds with one decimal below a second, seconds with two from there: "30.7 ms", "1.25 s". */
export function durationText(nanoseconds: bigint): LocalizedText {
  const ms = Number(nanoseconds) / 1e6;
  return Math.abs(ms) < 1000
    ? text(`${ms.toFixed(1)} ms`, `${ms.toFixed(1)} 毫秒`)
    : text(`${(ms / 1000).toFixed(2)} s`, `${(ms / 1000).toFixed(2)} 秒`);
}

/** An attribute value as a code span; collections and bytes by their size. */
export function valueText(value: AnyValue): LocalizedText {
  if (value === null) return text('an empty value', '空值');
  if (typeof value === 'object') {
    if (value instanceof Uint8Array) return text(`${value.length} bytes`, `${value.length} 字节`);
    const size = value instanceof Map ? value.size : value.length;
    return value instanceof Map
      ? text(`a map of ${size} entries`, `含 ${size} 项的映射`)
      : text(`an array of ${size} values`, `含 ${size} 个值的数组`);
  }
  const same = code(String(value));
  return text(same, same);
}
