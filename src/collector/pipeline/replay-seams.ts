import type { CarriedSignal, Consumer, SignalData } from './consumer.ts';

/** Where a replay takes hold of the pipelines: it stands in for the receivers, and sees what exporters get. */
export interface ReplaySeams {
  /** The beginning of a pipeline that has a receiver. */
  entry(signal: CarriedSignal, consumer: Consumer<CarriedSignal>): void;
  /** Called with all an exporter is handed, before it has it. What is kept must be copied. */
  exported(exporter: string, signal: CarriedSignal, data: SignalData[CarriedSignal]): void;
}

/** An exporter whose input is shown to the replay. */
export function observedBy(
  seams: ReplaySeams,
  exporter: string,
  signal: CarriedSignal,
  inner: Consumer<CarriedSignal>,
): Consumer<CarriedSignal> {
  return {
    mutatesData: inner.mutatesData,
    consume(data, context) {
      seams.exported(exporter, signal, data);
      return inner.consume(data, context);
    },
  };
}
