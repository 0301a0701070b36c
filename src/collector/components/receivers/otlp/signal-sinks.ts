import type { PartialSuccess } from '../../../../otlp/model.ts';
import type { CarriedSignal, ConsumeContext, SignalData } from '../../../pipeline/consumer.ts';

/** Takes the data of a request; rejects as consumers do. */
export type Sink<S extends CarriedSignal> = (
  data: SignalData[S],
  context: ConsumeContext,
) => Promise<PartialSuccess | undefined>;

/** The signals that are served. */
export type SignalSinks = { readonly [S in CarriedSignal]: Sink<S> | undefined };
