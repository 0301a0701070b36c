import type {
  Attributes,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
  NumberDataPoint,
  SummaryDataPoint,
} from '../../../../otlp/model.ts';
import type { ServiceLabels } from './service-labels.ts';

/** Where a series is from. */
export interface Origin {
  /** The resource's attributes. */
  readonly resource: Attributes;
  readonly service: ServiceLabels;
  readonly scope: {
    readonly name: string;
    readonly version: string;
    readonly schemaUrl: string;
    readonly attributes: Attributes;
  };
}

/** The last point of a series; sums and histograms are cumulative. */
export type LastPoint =
  | { readonly type: 'Gauge'; readonly point: NumberDataPoint }
  | { readonly type: 'Sum'; readonly point: NumberDataPoint; readonly isMonotonic: boolean }
  | { readonly type: 'Histogram'; readonly point: HistogramDataPoint }
  | { readonly type: 'ExponentialHistogram'; readonly point: ExponentialHistogramDataPoint }
  | { readonly type: 'Summary'; readonly point: SummaryDataPoint };

/** A series as it was last told of. */
export interface Series {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly last: LastPoint;
  readonly origin: Origin;
  /** When it last got a point, ns since the Unix epoch. */
  readonly updated: bigint;
}
