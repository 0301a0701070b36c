import {
  boolean,
  type ConfigOf,
  type Finding,
  field,
  float,
  integer,
  parsedString,
  type StructOf,
  string,
  struct,
} from '../../../config/schema.ts';
import { goQuote } from '../../../ottl/syntax/go-quote.ts';
import { fixedText, shortestText } from '../../exporters/debug/float-text.ts';
import { MINIMUM_PROBABILITY, THRESHOLD_DIGITS } from './threshold.ts';

export type Mode = '' | 'hash_seed' | 'proportional' | 'equalizing';

const MODES: readonly Mode[] = ['hash_seed', 'proportional', 'equalizing'];

const ATTRIBUTE_SOURCES = ['traceID', 'record'];

const fields = {
  sampling_percentage: field(
    float('float32', 0),
    'How many percent of traces or log records are kept. 0 keeps none, 100 and more all.',
  ),
  hash_seed: field(
    integer('uint32', 0),
    'Samplers with other seeds decide otherwise on the same trace. Give all collectors of one layer the same. Mode hash_seed only; a seed selects that mode.',
  ),
  mode: field(
    parsedString<Mode>({
      goType: 'probabilisticsamplerprocessor.SamplerMode',
      default: '',
      values: MODES,
      parse(text) {
        const mode = text === '' ? '' : MODES.find((each) => each === text);
        if (mode === undefined) throw new Error(`unsupported sampler mode ${goQuote(text)}`);
        return mode;
      },
    }),
    'How it is decided: hash_seed by a hash; proportional keeps a part of what arrives, equalizing brings what was sampled before to the same probability. Both use and write the threshold in the tracestate. hash_seed where it isn’t given.',
  ),
  fail_closed: field(
    boolean(true),
    'Whether items are dropped for which it can’t be decided: their tracestate is invalid, or they have no trace id. They are kept otherwise.',
  ),
  sampling_precision: field(
    integer('int', 4),
    'Hex digits of the threshold that is written, 1 to 14; leading digits 0 and f come on top.',
  ),
  attribute_source: field(
    { ...string('traceID', 'probabilisticsamplerprocessor.AttributeSource'), values: ATTRIBUTE_SOURCES },
    'Logs only: traceID decides by trace id, and by from_attribute where there is none; record by from_attribute alone.',
  ),
  from_attribute: field(
    string(),
    'Logs only: the attribute of a record whose value is hashed in mode hash_seed.',
  ),
  sampling_priority: field(
    string(),
    'Logs only: the attribute of a record that holds the percentage to sample it with, instead of sampling_percentage.',
  ),
};

export const probabilisticSamplerSchema = struct('probabilisticsamplerprocessor.Config', fields, {
  validate(config) {
    const finding = firstFinding(config);
    return finding === undefined ? [] : [finding];
  },
});

export type ProbabilisticSamplerConfig = ConfigOf<typeof probabilisticSamplerSchema>;

function firstFinding(config: StructOf<typeof fields>): Finding | undefined {
  const {
    sampling_percentage: given,
    sampling_precision: precision,
    attribute_source: attributeSource,
  } = config;
  const percentage = Math.fround(given);
  const ratio = percentage / 100;
  const ofPercentage = (message: string): Finding => ({ message, at: ['sampling_percentage'] });
  if (!Number.isFinite(percentage))
    return ofPercentage(`sampling rate is invalid: ${fixedText(percentage)}%`);
  if (ratio < 0) return ofPercentage(`sampling rate is negative: ${fixedText(percentage)}%`);
  if (ratio !== 0 && ratio < MINIMUM_PROBABILITY)
    return ofPercentage(`sampling rate is too small: ${singleText(percentage)}%`);
  if (attributeSource !== '' && !ATTRIBUTE_SOURCES.includes(attributeSource)) {
    const [traceId, record] = ATTRIBUTE_SOURCES;
    return {
      message: `invalid attribute source: ${attributeSource}. Expected: ${traceId} or ${record}`,
      at: ['attribute_source'],
    };
  }
  if (precision === 0) return { message: 'invalid sampling precision: 0', at: ['sampling_precision'] };
  if (precision > THRESHOLD_DIGITS) {
    return {
      message: `sampling precision is too great, should be <= ${THRESHOLD_DIGITS}: ${precision}`,
      at: ['sampling_precision'],
    };
  }
  return undefined;
}

/** A float of 32 bits in as few digits as tell it from all others. */
function singleText(value: number): string {
  for (let digits = 1; digits < 9; digits += 1) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shortestText(shorter);
  }
  return shortestText(Number(value.toPrecision(9)));
}
