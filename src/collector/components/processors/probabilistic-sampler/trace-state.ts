import { byteLength, type Read, readRandomness, readThreshold } from './sampling-values.ts';
import { type Randomness, type Threshold, thresholdText } from './threshold.ts';

const MAX_MEMBERS = 32;
const MAX_BYTES = 1024;
const MAX_KEY = 256;
const MAX_TENANT = 241;
const MAX_SYSTEM = 14;

const TOO_LARGE = 'invalid tracestate size';
const SYNTAX = 'invalid syntax';

const KEY = /^(?:[a-z][a-z0-9_\-*/]*|[a-z0-9][a-z0-9_\-*/]*@[a-z][a-z0-9_\-*/]*)$/;
const VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
/** The value of `ot`: "rv:…;th:…;other:…". */
const OT_VALUE = /^[a-z][a-z0-9]*:[a-zA-Z0-9._-]*(?:;[a-z][a-z0-9]*:[a-zA-Z0-9._-]*)*$/;

const NONE: readonly string[] = [];

/**
 * A W3C tracestate with OpenTelemetry's part, `ot`, taken apart: the random value and the threshold of samplers are in
 * it (OpenTelemetry "TraceState: Probability Sampling"; contrib pkg/sampling). What is wrong is in `errors`; what was
 * read besides that is kept.
 */
export class TraceState {
  readonly errors: readonly string[];
  #threshold: Threshold | undefined;
  #thresholdText = '';
  #randomness: Randomness | undefined;
  #randomnessText = '';
  /** What else is in `ot`. */
  #others: readonly string[] = NONE;
  /** Members besides `ot`. */
  #members: readonly string[] = NONE;

  constructor(text: string) {
    this.errors = text === '' ? NONE : this.#read(text);
  }

  get threshold(): Threshold | undefined {
    return this.#threshold;
  }

  get randomness(): Randomness | undefined {
    return this.#randomness;
  }

  setRandomness(randomness: Randomness): void {
    this.#randomness = randomness;
    this.#randomnessText = randomness;
  }

  setThreshold(threshold: Threshold): void {
    this.#threshold = threshold;
    this.#thresholdText = thresholdText(threshold);
  }

  clearThreshold(): void {
    this.#threshold = undefined;
    this.#thresholdText = '';
  }

  /** `ot` comes first, as what was changed last does; in it the random value, the threshold and the rest. */
  toString(): string {
    let ot = this.#randomnessText === '' ? '' : `rv:${this.#randomnessText}`;
    if (this.#thresholdText !== '') ot += `${ot === '' ? '' : ';'}th:${this.#thresholdText}`;
    if (this.#others.length > 0) ot += `${ot === '' ? '' : ';'}${this.#others.join(';')}`;
    if (this.#members.length === 0) return ot === '' ? '' : `ot=${ot}`;
    const members = this.#members.join(',');
    return ot === '' ? members : `ot=${ot},${members}`;
  }

  #read(text: string): string[] {
    if (text.length > MAX_BYTES || byteLength(text) > MAX_BYTES) return [TOO_LARGE];
    const members = text.split(',').map((part) => part.replace(/^[ \t]+|[ \t]+$/g, ''));
    for (const member of members) if (member !== '' && !isMember(member)) return [SYNTAX];
    // A comma at the end begins no further member.
    if (members.at(-1) === '' && text.endsWith(',')) members.pop();
    const errors: string[] = [];
    for (const [index, member] of members.entries()) {
      // The collector takes one less than the 32 that W3C allows.
      if (index + 1 >= MAX_MEMBERS) return [TOO_LARGE];
      if (member !== '') errors.push(...this.#readMember(member));
    }
    return errors;
  }

  #readMember(member: string): readonly string[] {
    const equals = member.indexOf('=');
    const key = member.slice(0, equals);
    if (!hasKeyLength(key)) return [TOO_LARGE];
    if (key === 'ot') return this.#readOt(member.slice(equals + 1));
    this.#members = [...this.#members, member];
    return NONE;
  }

  /** The last `ot` counts. */
  #readOt(value: string): readonly string[] {
    this.clearThreshold();
    this.#setRead('', undefined);
    this.#others = NONE;
    if (!OT_VALUE.test(value)) return [SYNTAX];
    const errors: string[] = [];
    for (const part of value.split(';')) {
      const colon = part.indexOf(':');
      const key = part.slice(0, colon);
      const text = part.slice(colon + 1);
      if (key === 'rv') this.#setRead(text, noted(readRandomness(text), errors));
      else if (key === 'th') {
        this.#threshold = noted(readThreshold(text), errors);
        this.#thresholdText = this.#threshold === undefined ? '' : text;
      } else this.#others = [...this.#others, part];
    }
    return errors;
  }

  #setRead(text: string, randomness: Randomness | undefined): void {
    this.#randomness = randomness;
    this.#randomnessText = randomness === undefined ? '' : text;
  }
}

function isMember(text: string): boolean {
  const equals = text.indexOf('=');
  return equals > 0 && KEY.test(text.slice(0, equals)) && VALUE.test(text.slice(equals + 1));
}

function hasKeyLength(key: string): boolean {
  if (key.length > MAX_KEY) return false;
  const at = key.indexOf('@');
  return at < 0 || (at <= MAX_TENANT && key.length - at - 1 <= MAX_SYSTEM);
}

function noted<T>(read: Read<T>, errors: string[]): T | undefined {
  if ('value' in read) return read.value;
  errors.push(read.error);
  return undefined;
}
