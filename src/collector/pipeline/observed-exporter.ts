import type { CarriedSignal, Consumer } from './consumer.ts';
import { type Meter, metered } from './metered.ts';
import type { SelfTelemetry } from './self-telemetry.ts';
import { signals } from './signals.ts';

/** An exporter's consumer as one pipeline sees it: counted as sent or failed, by `telemetry` where it doesn't itself. */
export function observedExporter<S extends CarriedSignal>(
  signal: S,
  exporter: Consumer<S>,
  id: string,
  meter: Meter,
  telemetry: SelfTelemetry | undefined,
): Consumer<S> {
  const { items } = signals[signal];
  const attributes = { exporter: id };
  const inFlight = (change: number): void => {
    telemetry?.add('otelcol_exporter_in_flight_requests', { exporter: id, data_type: signal }, change);
  };
  return metered(signal, exporter, {
    entered: (count) => {
      meter.incoming += count;
      inFlight(1);
    },
    taken: (count) => {
      meter.outgoing += count;
      inFlight(-1);
      telemetry?.add(`otelcol_exporter_sent_${items}`, attributes, count);
    },
    refused: (count, error) => {
      meter.refuse(count, error);
      inFlight(-1);
      telemetry?.add(`otelcol_exporter_send_failed_${items}`, attributes, count);
    },
  });
}
