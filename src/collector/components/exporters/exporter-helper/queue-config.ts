import { formatDuration } from '../../../config/duration.ts';
import {
  boolean,
  type ConfigOf,
  componentId,
  duration,
  type Fields,
  type Finding,
  field,
  integer,
  list,
  optional,
  parsedString,
  type Schema,
  type StructSchema,
  string,
  struct,
} from '../../../config/schema.ts';

/** What sizes are counted in; '' is "not given". */
export type Sizer = 'requests' | 'items' | 'bytes' | '';

const sizerSchema = parsedString<Sizer>({
  goType: 'request.SizerType',
  default: '',
  values: ['requests', 'items', 'bytes'],
  parse(text) {
    if (text === 'requests' || text === 'items' || text === 'bytes') return text;
    throw new Error(`invalid sizer: ${JSON.stringify(text)}`);
  },
});

const partitionSchema = struct(
  'queuebatch.PartitionConfig',
  {
    metadata_keys: field(
      list(string()),
      'Names of client metadata; each combination of their values is batched apart. Needs include_metadata at the receiver.',
    ),
    cache_size: field(
      integer('int', 10_000),
      'How many combinations are batched at a time; the one unused for longest is sent and forgotten for a new one.',
    ),
    idle_timeout: field(duration(90_000_000_000n), 'How long a combination without data is remembered.'),
  },
  { validate: (config) => first(partitionFinding(config)) },
);

const batchSchema = struct('queuebatch.BatchConfig', {
  flush_timeout: field(
    duration(200_000_000n),
    'A batch is sent at the latest this long after its first data.',
  ),
  sizer: field(
    sizerSchema,
    'What min_size and max_size count: items or bytes. Default: that of the queue where it is given, else items.',
  ),
  min_size: field(integer('int64', 8192), 'The size from which a batch is sent at once.'),
  max_size: field(
    integer('int64', 0),
    'The upper limit of a batch; larger ones are split. 0 means no limit.',
  ),
  partition: field(partitionSchema, 'What is batched apart.'),
});

const innerQueueSchema = struct(
  'queuebatch.Config',
  {
    wait_for_result: field(
      boolean(false),
      'Whether whoever hands over data waits until it has been sent, and is told when that failed.',
    ),
    sizer: field(sizerSchema, 'What queue_size counts: requests, items or bytes. Default: requests.'),
    queue_size: field(integer('int64', 1000), 'The most the queue holds, requests under way included.'),
    block_on_overflow: field(
      boolean(false),
      'Whether data that doesn’t fit waits for room; it is refused otherwise.',
    ),
    storage: field(
      componentId,
      'A storage extension that keeps the queue across restarts. Default: the queue is kept in memory.',
    ),
    num_consumers: field(integer('int', 10), 'How many requests are sent at the same time.'),
    batch: field(
      optional(batchSchema, { enabledByNull: true }),
      'Puts requests together into batches; `batch:` alone takes the defaults.',
    ),
  },
  { validate: (config) => queueFindings(config) },
);

/** `sending_queue` (core exporter/exporterhelper); on unless `enabled: false`. */
export const queueSchema = optional(innerQueueSchema, { enabledByDefault: true, errorLevels: 2 });

/** The same for exporters that have no queue unless the file says so, and then no defaults for its keys either. */
export const queueSchemaWithoutDefaults = optional(withoutDefaults(innerQueueSchema), { errorLevels: 2 });

export type QueueConfig = ConfigOf<typeof innerQueueSchema>;

export type BatchConfig = ConfigOf<typeof batchSchema>;

/** What the batches of a queue are measured in. */
export function batchSizer(queue: { readonly sizer: Sizer }, batch: { readonly sizer: Sizer }): Sizer {
  if (batch.sizer !== '') return batch.sizer;
  return queue.sizer === '' ? 'items' : queue.sizer;
}

function first(finding: Finding | undefined): Finding[] {
  return finding === undefined ? [] : [finding];
}

function queueFindings(config: {
  readonly wait_for_result: boolean;
  readonly sizer: Sizer;
  readonly queue_size: number;
  readonly storage: string;
  readonly num_consumers: number;
  readonly batch: BatchConfig | undefined;
}): Finding[] {
  const { batch } = config;
  const findings = first(queueFinding(config));
  // The batch takes its sizer from the queue, so that its part is looked at from here.
  const below = batch === undefined ? undefined : batchFinding(batch, batchSizer(config, batch));
  return below === undefined ? findings : [...findings, below];
}

function queueFinding(config: Parameters<typeof queueFindings>[0]): Finding | undefined {
  const { batch } = config;
  if (config.num_consumers <= 0) {
    return { message: '`num_consumers` must be positive', at: ['num_consumers'] };
  }
  if (config.queue_size <= 0) return { message: '`queue_size` must be positive', at: ['queue_size'] };
  if (config.storage !== '' && config.wait_for_result) {
    const message = '`wait_for_result` is not supported with a persistent queue configured with `storage`';
    return { message, at: ['wait_for_result'] };
  }
  if (batch === undefined || batchSizer(config, batch) !== (config.sizer || 'requests')) return undefined;
  if (batch.min_size <= config.queue_size) return undefined;
  return { message: '`min_size` must be less than or equal to `queue_size`', at: ['batch', 'min_size'] };
}

function batchFinding(batch: BatchConfig, sizer: Sizer): Finding | undefined {
  const object = (key: string, message: string): Finding => ({
    message: `batch: ${message}`,
    at: ['batch', key],
  });
  if (sizer === 'requests') {
    return object('sizer', `\`batch\` supports only \`items\` or \`bytes\` sizer, found "${sizer}"`);
  }
  const { flush_timeout: timeout, min_size: min, max_size: max } = batch;
  if (timeout <= 0n) return object('flush_timeout', `\`flush_timeout\` must be positive, found ${timeout}`);
  if (min < 0) return object('min_size', `\`min_size\` must be non-negative, found ${min}`);
  if (max < 0) return object('max_size', `\`max_size\` must be non-negative, found ${max}`);
  if (max === 0 || max >= min) return undefined;
  return object('max_size', `\`max_size\` (${max}) must be greater or equal to \`min_size\` (${min})`);
}

function partitionFinding(config: {
  readonly metadata_keys: readonly string[] | undefined;
  readonly cache_size: number;
  readonly idle_timeout: bigint;
}): Finding | undefined {
  if (config.idle_timeout <= 0n) {
    const found = formatDuration(config.idle_timeout);
    return { message: `\`idle_timeout\` must be positive, found ${found}`, at: ['idle_timeout'] };
  }
  const seen = new Set<string>();
  for (const key of config.metadata_keys ?? []) {
    const lower = key.toLowerCase();
    if (seen.has(lower)) {
      const message = `duplicate entry in metadata_keys: ${JSON.stringify(lower)} (case-insensitive)`;
      return { message, at: ['metadata_keys'] };
    }
    seen.add(lower);
  }
  if (config.cache_size > 0) return undefined;
  return { message: `\`cache_size\` must be positive, found ${config.cache_size}`, at: ['cache_size'] };
}

/** A struct whose numbers and durations are zero where the file doesn't give them. */
function withoutDefaults<F extends Fields>(schema: StructSchema<F>): StructSchema<F> {
  const fields = Object.fromEntries(
    Object.entries(schema.fields).map(([key, each]) => [key, { ...each, schema: zeroed(each.schema) }]),
  );
  return { ...schema, fields: fields as unknown as F };
}

function zeroed(schema: Schema): Schema {
  switch (schema.kind) {
    case 'integer':
      return { ...schema, default: 0 };
    case 'duration':
      return { ...schema, default: 0n };
    case 'struct':
      return withoutDefaults(schema);
    case 'optional':
      return { ...schema, inner: withoutDefaults(schema.inner) };
    default:
      return schema;
  }
}
