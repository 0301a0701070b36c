import { encodeRequest } from '../../../../otlp/export-request.ts';
import { approximateBytes } from '../../../pipeline/approximate-bytes.ts';
import type { CarriedSignal, ConsumeContext, SignalData } from '../../../pipeline/consumer.ts';
import { signals } from '../../../pipeline/signals.ts';

/** Data on its way through an exporter, with its sizes, which are counted once. */
export class Request<S extends CarriedSignal> {
  readonly signal: S;
  readonly data: SignalData[S];
  readonly context: ConsumeContext;
  #items: number | undefined;
  #bytes: number | undefined;

  constructor(signal: S, data: SignalData[S], context: ConsumeContext, items?: number) {
    this.signal = signal;
    this.data = data;
    this.context = context;
    this.#items = items;
  }

  /** Spans, data points, log records or samples. */
  get items(): number {
    this.#items ??= signals[this.signal].count(this.data);
    return this.#items;
  }

  /** Bytes of the data as protobuf. Costs as much as to encode it. */
  get bytes(): number {
    this.#bytes ??= encodeRequest(this.signal, this.data, 'protobuf').length;
    return this.#bytes;
  }

  /** About the bytes of the data, for what it takes of memory. */
  get approximateBytes(): number {
    return this.#bytes ?? approximateBytes(this.signal, this.data);
  }
}

/** What a queue or a batch measures requests in. */
export function sizeOf(request: Request<CarriedSignal>, sizer: 'requests' | 'items' | 'bytes'): number {
  if (sizer === 'items') return request.items;
  return sizer === 'bytes' ? request.bytes : 1;
}

/** What takes a request; it rejects when the request could not be sent. */
export type Send<S extends CarriedSignal> = (request: Request<S>) => Promise<void>;
