import {
  type ConfigOf,
  duration,
  type Finding,
  field,
  integer,
  type StructOf,
  struct,
} from '../../../config/schema.ts';

const SECOND = 1_000_000_000n;

const fields = {
  check_interval: field(
    duration(0n),
    'How often the memory in use is looked at; data is refused or taken according to the last look. Needed; 1s is usual.',
  ),
  min_gc_interval_when_soft_limited: field(
    duration(10n * SECOND),
    'Time between two forced garbage collections while the soft limit is exceeded, at the least.',
  ),
  min_gc_interval_when_hard_limited: field(
    duration(0n),
    'Time between two forced garbage collections while the hard limit is exceeded, at the least. 0 forces one at every look.',
  ),
  max_gc_interval_when_soft_limited: field(
    duration(30n * SECOND),
    'Collections that free nothing are forced at intervals that double up to this, above the soft limit. 0 keeps the interval.',
  ),
  max_gc_interval_when_hard_limited: field(
    duration(30n * SECOND),
    'Collections that free nothing are forced at intervals that double up to this, above the hard limit. 0 keeps the interval.',
  ),
  limit_mib: field(integer('uint32', 0), 'The hard limit in MiB. This or limit_percentage is needed.'),
  spike_limit_mib: field(
    integer('uint32', 0),
    'How far below the hard limit the soft limit is, in MiB: what may come in between two looks. 0 is a fifth of the limit.',
  ),
  limit_percentage: field(
    integer('uint32', 0),
    'The hard limit in percent of all memory, where limit_mib isn’t given. All memory is 128 MiB of held data here.',
  ),
  spike_limit_percentage: field(
    integer('uint32', 0),
    'How far below the hard limit the soft limit is, in percent of all memory. 0 is a fifth of the limit.',
  ),
};

type Config = StructOf<typeof fields>;

export const memoryLimiterSchema = struct('memorylimiter.Config', fields, {
  validate(config) {
    const finding = wrongInterval(config) ?? wrongLimit(config);
    return finding === undefined ? [] : [finding];
  },
});

export type MemoryLimiterConfig = ConfigOf<typeof memoryLimiterSchema>;

function wrongInterval(config: Config): Finding | undefined {
  const {
    check_interval: checkInterval,
    min_gc_interval_when_soft_limited: minSoft,
    min_gc_interval_when_hard_limited: minHard,
    max_gc_interval_when_soft_limited: maxSoft,
    max_gc_interval_when_hard_limited: maxHard,
  } = config;
  if (checkInterval <= 0n) return at('check_interval', "'check_interval' must be greater than zero");
  if (minSoft < minHard) {
    return at(
      'min_gc_interval_when_soft_limited',
      "'min_gc_interval_when_soft_limited' should be larger than 'min_gc_interval_when_hard_limited'",
    );
  }
  if (maxSoft < 0n) return negative('max_gc_interval_when_soft_limited');
  if (maxHard < 0n) return negative('max_gc_interval_when_hard_limited');
  if (maxSoft > 0n && maxSoft < minSoft) return belowMinimum('soft');
  if (maxHard > 0n && maxHard < minHard) return belowMinimum('hard');
  if (maxSoft > 0n && maxHard > 0n && maxSoft < maxHard) {
    return at(
      'max_gc_interval_when_soft_limited',
      "'max_gc_interval_when_soft_limited' should be larger than or equal to 'max_gc_interval_when_hard_limited' (when both are set)",
    );
  }
  return undefined;
}

function wrongLimit(config: Config): Finding | undefined {
  const {
    limit_mib: limit,
    spike_limit_mib: spike,
    limit_percentage: percentage,
    spike_limit_percentage: spikePercentage,
  } = config;
  if (limit === 0 && percentage === 0)
    return { message: "'limit_mib' or 'limit_percentage' must be greater than zero" };
  if (percentage > 100 || spikePercentage > 100) {
    return at(
      percentage > 100 ? 'limit_percentage' : 'spike_limit_percentage',
      "'limit_percentage' and 'spike_limit_percentage' must be greater than zero and less than or equal to hundred",
    );
  }
  if (limit > 0 && limit <= spike)
    return at('spike_limit_mib', "'spike_limit_mib' must be smaller than 'limit_mib'");
  if (percentage > 0 && percentage <= spikePercentage) {
    return at('spike_limit_percentage', "'spike_limit_percentage' must be smaller than 'limit_percentage'");
  }
  return undefined;
}

function negative(key: keyof Config): Finding {
  return at(key, `'${key}' must be non-negative`);
}

function belowMinimum(path: 'soft' | 'hard'): Finding {
  const key = `max_gc_interval_when_${path}_limited` as const;
  const minimum = `min_gc_interval_when_${path}_limited`;
  return at(key, `'${key}' must be greater than or equal to '${minimum}' (or 0 to disable)`);
}

function at(key: keyof Config, message: string): Finding {
  return { message, at: [key] };
}
