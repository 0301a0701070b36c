import {
  type ConfigOf,
  duration,
  type Finding,
  field,
  integer,
  list,
  string,
  struct,
} from '../../../config/schema.ts';

export const batchSchema = struct(
  'batchprocessor.Config',
  {
    timeout: field(
      duration(200_000_000n),
      'A batch is sent at the latest this long after the last one, whatever its size. 0 sends at once.',
    ),
    send_batch_size: field(
      integer('uint32', 8192),
      'The number of items (spans, data points, log records) at which a batch is sent. 0 sends at once.',
    ),
    send_batch_max_size: field(
      integer('uint32', 0),
      'The upper limit of a batch; larger ones are split. 0 means no limit. Must not be below send_batch_size.',
    ),
    metadata_keys: field(
      list(string()),
      'Names of client metadata; each combination of their values is batched apart. Needs include_metadata at the receiver.',
    ),
    metadata_cardinality_limit: field(
      integer('uint32', 1000),
      'How many combinations of metadata values are batched apart before data is refused. 0 means no limit.',
    ),
  },
  {
    validate(config) {
      const finding = firstFinding(config);
      return finding === undefined ? [] : [finding];
    },
  },
);

export type BatchConfig = ConfigOf<typeof batchSchema>;

function firstFinding(config: {
  timeout: bigint;
  send_batch_size: number;
  send_batch_max_size: number;
  metadata_keys: string[] | undefined;
}): Finding | undefined {
  if (config.send_batch_max_size > 0 && config.send_batch_max_size < config.send_batch_size) {
    return {
      message: 'send_batch_max_size must be greater or equal to send_batch_size',
      at: ['send_batch_max_size'],
    };
  }
  const keys = (config.metadata_keys ?? []).map((key) => key.toLowerCase());
  const doubled = keys.findIndex((key, index) => keys.indexOf(key) < index);
  if (doubled >= 0) {
    return {
      message: `duplicate entry in metadata_keys: "${keys[doubled]}" (case-insensitive)`,
      at: ['metadata_keys', String(doubled)],
    };
  }
  if (config.timeout < 0n) return { message: 'timeout must be greater or equal to 0', at: ['timeout'] };
  return undefined;
}
