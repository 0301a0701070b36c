import { duration, type Finding, field } from '../../../config/schema.ts';

/** `timeout` of exporters that leave it to the helper (core exporterhelper.TimeoutConfig). */
export const timeoutFields = {
  timeout: field(duration(5_000_000_000n), 'How long one attempt to send may take. 0 means no limit.'),
};

/** What the timeout's own validation objects to. */
export function timeoutFindings(config: { readonly timeout: bigint }): Finding[] {
  if (config.timeout >= 0n) return [];
  return [{ message: 'timeout value must be greater than or equal to 0', at: ['timeout'] }];
}
