import { ByteSink } from '../../../../otlp/byte-sink.ts';
import type {
  Bucket,
  BucketSpans,
  FamilyType,
  HistogramValue,
  Label,
  MetricFamily,
  Sample,
  SampleExemplar,
  SummaryValue,
} from './metric-family.ts';

const TYPES: Readonly<Record<FamilyType, number>> = { counter: 0, gauge: 1, summary: 2, histogram: 4 };

const NS_PER_SECOND = 1_000_000_000n;
/** Go's zero time: what native histograms have for a start that isn't known. */
const YEAR_ONE = -62_135_596_800n * NS_PER_SECOND;

const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;

/** A family as io.prometheus.client.MetricFamily, after its length. */
export function familyProtobuf({ name, help, type, samples }: MetricFamily): Uint8Array {
  const writer = new MessageWriter();
  writer.sized(() => {
    writer.text(1, name);
    writer.text(2, help);
    writer.varint(3, BigInt(TYPES[type]));
    for (const sample of samples) writer.message(4, () => writeSample(writer, sample));
  });
  return writer.sink.toBytes();
}

function writeSample(writer: MessageWriter, { labels, value, timestampMs }: Sample): void {
  writeLabels(writer, labels);
  switch (value.type) {
    case 'gauge':
      writer.message(2, () => writer.double(1, value.value));
      break;
    case 'counter':
      writer.message(3, () => {
        writer.double(1, value.value);
        writeExemplar(writer, 2, value.exemplar);
        writeTime(writer, 3, value.created);
      });
      break;
    case 'summary':
      writer.message(4, () => writeSummary(writer, value));
      break;
    case 'histogram':
      break;
  }
  if (timestampMs !== undefined) writer.varint(6, timestampMs);
  if (value.type === 'histogram') writer.message(7, () => writeHistogram(writer, value));
}

function writeSummary(writer: MessageWriter, { count, sum, quantiles, created }: SummaryValue): void {
  writer.varint(1, count);
  writer.double(2, sum);
  for (const { quantile, value } of quantiles) {
    writer.message(3, () => {
      writer.double(1, quantile);
      writer.double(2, value);
    });
  }
  writeTime(writer, 4, created);
}

function writeHistogram(writer: MessageWriter, value: HistogramValue): void {
  const { count, sum, buckets, native, created } = value;
  writer.varint(1, count);
  writer.double(2, sum);
  for (const bucket of buckets) writer.message(3, () => writeBucket(writer, bucket));
  if (native === undefined) {
    writeTime(writer, 15, created);
    return;
  }
  writer.zigzag(5, BigInt(native.schema));
  writer.double(6, native.zeroThreshold);
  writer.varint(7, native.zeroCount);
  writeSpans(writer, 9, native.negative);
  writeSpans(writer, 12, native.positive);
  writeTime(writer, 15, created ?? YEAR_ONE);
  for (const exemplar of native.exemplars) writeExemplar(writer, 16, exemplar);
}

function writeBucket(writer: MessageWriter, { count, upperBound, exemplar }: Bucket): void {
  writer.varint(1, count);
  writer.double(2, upperBound);
  writeExemplar(writer, 3, exemplar);
}

/** The spans, and the deltas behind them. */
function writeSpans(writer: MessageWriter, field: number, { spans, deltas }: BucketSpans): void {
  for (const { offset, length } of spans) {
    writer.message(field, () => {
      writer.zigzag(1, BigInt(offset));
      writer.varint(2, BigInt(length));
    });
  }
  for (const delta of deltas) writer.zigzag(field + 1, delta);
}

function writeExemplar(writer: MessageWriter, field: number, exemplar: SampleExemplar | undefined): void {
  if (exemplar === undefined) return;
  writer.message(field, () => {
    writeLabels(writer, exemplar.labels);
    writer.double(2, exemplar.value);
    writeTime(writer, 3, exemplar.time);
  });
}

function writeLabels(writer: MessageWriter, labels: readonly Label[]): void {
  for (const { name, value } of labels) {
    writer.message(1, () => {
      writer.text(1, name);
      writer.text(2, value);
    });
  }
}

/** A google.protobuf.Timestamp, which leaves zeros out. */
function writeTime(writer: MessageWriter, field: number, time: bigint | undefined): void {
  if (time === undefined) return;
  const nanos = ((time % NS_PER_SECOND) + NS_PER_SECOND) % NS_PER_SECOND;
  const seconds = (time - nanos) / NS_PER_SECOND;
  writer.message(field, () => {
    if (seconds !== 0n) writer.varint(1, seconds);
    if (nanos !== 0n) writer.varint(2, nanos);
  });
}

/** Writes the fields of messages; all that it is given, zeros too. */
class MessageWriter {
  readonly sink = new ByteSink();

  varint(field: number, value: bigint): void {
    this.#tag(field, VARINT);
    this.sink.writeVarint64(value);
  }

  zigzag(field: number, value: bigint): void {
    this.varint(field, BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)));
  }

  double(field: number, value: number): void {
    this.#tag(field, FIXED64);
    this.sink.writeDouble(value);
  }

  text(field: number, value: string): void {
    this.#tag(field, LENGTH);
    this.sized(() => this.sink.writeText(value));
  }

  message(field: number, write: () => void): void {
    this.#tag(field, LENGTH);
    this.sized(write);
  }

  sized(write: () => void): void {
    const mark = this.sink.beginLength();
    write();
    this.sink.endLength(mark);
  }

  #tag(field: number, wireType: number): void {
    this.sink.writeVarint(field * 8 + wireType);
  }
}
