import type { PartialSuccess } from '../../../../otlp/model.ts';
import type { CarriedSignal } from '../../../pipeline/consumer.ts';
import type { Logger } from '../../../pipeline/logger.ts';

const DROPPED: { readonly [S in CarriedSignal]: string } = {
  traces: 'dropped_spans',
  metrics: 'dropped_data_points',
  logs: 'dropped_log_records',
  profiles: 'dropped_samples',
};

/** Says in the log that the receiver took only a part; nothing is sent again (OTLP specification, "Partial Success"). */
export function logPartialSuccess(
  logger: Logger,
  signal: CarriedSignal,
  { rejected, errorMessage }: PartialSuccess,
  dropped = DROPPED[signal],
): void {
  if (errorMessage === '' && rejected === 0n) return;
  logger.log('warn', 'Partial success response', { message: errorMessage, [dropped]: rejected });
}
