/** What is shown on a page, before it is written in a format: the data of client_model's metrics.proto. */

export type FamilyType = 'counter' | 'gauge' | 'summary' | 'histogram';

export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: FamilyType;
  /** At least one. */
  readonly samples: readonly Sample[];
}

export interface Label {
  readonly name: string;
  readonly value: string;
}

export interface Sample {
  /** Sorted by name. */
  readonly labels: readonly Label[];
  readonly value: SampleValue;
  /** Milliseconds since the Unix epoch. */
  readonly timestampMs: bigint | undefined;
}

export type SampleValue =
  | {
      readonly type: 'counter';
      readonly value: number;
      readonly created?: bigint;
      readonly exemplar?: SampleExemplar;
    }
  | { readonly type: 'gauge'; readonly value: number }
  | SummaryValue
  | HistogramValue;

export interface SummaryValue {
  readonly type: 'summary';
  readonly count: bigint;
  readonly sum: number;
  /** Sorted by quantile. */
  readonly quantiles: readonly { readonly quantile: number; readonly value: number }[];
  /** Start of the observations, ns since the Unix epoch. */
  readonly created?: bigint;
}

export interface HistogramValue {
  readonly type: 'histogram';
  readonly count: bigint;
  readonly sum: number;
  /** Sorted by bound; counts are cumulative. */
  readonly buckets: readonly Bucket[];
  readonly native?: NativeBuckets;
  readonly created?: bigint;
}

export interface Bucket {
  readonly upperBound: number;
  readonly count: bigint;
  readonly exemplar?: SampleExemplar;
}

/** The buckets of a native histogram, which only the protobuf format shows. */
export interface NativeBuckets {
  readonly schema: number;
  readonly zeroThreshold: number;
  readonly zeroCount: bigint;
  readonly negative: BucketSpans;
  readonly positive: BucketSpans;
  readonly exemplars: readonly SampleExemplar[];
}

export interface BucketSpans {
  readonly spans: readonly { readonly offset: number; readonly length: number }[];
  readonly deltas: readonly bigint[];
}

export interface SampleExemplar {
  readonly labels: readonly Label[];
  readonly value: number;
  /** ns since the Unix epoch. */
  readonly time: bigint;
}
