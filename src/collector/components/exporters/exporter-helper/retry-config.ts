import {
  boolean,
  type ConfigOf,
  duration,
  type Finding,
  field,
  float,
  struct,
} from '../../../config/schema.ts';

const SECOND = 1_000_000_000n;

/** `retry_on_failure` (core config/configretry). */
export const retrySchema = struct(
  'configretry.BackOffConfig',
  {
    enabled: field(boolean(true), 'Whether a request that failed is sent again.'),
    initial_interval: field(duration(5n * SECOND), 'The wait before the first retry.'),
    max_elapsed_time: field(
      duration(300n * SECOND),
      'After this much time of trying, the data is dropped. 0 means to go on for ever.',
    ),
    max_interval: field(duration(30n * SECOND), 'The longest wait between two attempts.'),
    multiplier: field(float('float64', 1.5), 'What the wait is multiplied by after each failure.'),
    randomization_factor: field(
      float('float64', 0.5),
      'How far a wait may be off, as a share of it: 0.5 is ±50 %. 0 means no randomness.',
    ),
  },
  { validate: (config) => findings(config) },
);

export type RetryConfig = ConfigOf<typeof retrySchema>;

function findings(config: {
  initial_interval: bigint;
  max_elapsed_time: bigint;
  max_interval: bigint;
  multiplier: number;
  randomization_factor: number;
}): Finding[] {
  const found: Finding[] = [];
  const object = (key: string, message: string): void => {
    found.push({ message, at: [key] });
  };
  const elapsed = config.max_elapsed_time;
  if (elapsed > 0n && elapsed < config.initial_interval) {
    object('max_elapsed_time', "'max_elapsed_time' must not be less than 'initial_interval'");
  } else if (elapsed > 0n && elapsed < config.max_interval) {
    object('max_elapsed_time', "'max_elapsed_time' must not be less than 'max_interval'");
  }
  const positive = ['initial_interval', 'max_elapsed_time', 'max_interval', 'multiplier'] as const;
  for (const key of [...positive, 'randomization_factor'] as const) {
    if (config[key] < 0) object(key, `${key} value must be greater than or equal to 0`);
  }
  if (config.randomization_factor > 1) {
    object('randomization_factor', 'randomization_factor value must be less than or equal to 1');
  }
  const [first] = found;
  if (first === undefined) return [];
  // The collector joins what it objects to in one section, and says where only once.
  return [{ ...first, message: found.map(({ message }) => message).join('\n') }];
}
