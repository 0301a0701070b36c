import {
  boolean,
  type ConfigOf,
  duration,
  type Finding,
  field,
  integer,
  type StructOf,
  string,
  struct,
} from '../../../config/schema.ts';

const DIRECTORY = '/var/lib/otelcol/file_storage';
const MIB = 1_048_576;

const compactionSchema = struct('filestorage.CompactionConfig', {
  on_start: field(
    boolean(false),
    'Whether files are rewritten without what was deleted when they are opened.',
  ),
  on_rebound: field(
    boolean(false),
    'Whether they are rewritten while the collector runs, once a large file holds little.',
  ),
  directory: field(string(DIRECTORY), 'Where the new file is written before it takes the place of the old.'),
  rebound_needed_threshold_mib: field(
    integer('int64', 100),
    'The size from which a file counts as large, MiB.',
  ),
  rebound_trigger_threshold_mib: field(
    integer('int64', 10),
    'The data up to which it counts as little, MiB.',
  ),
  max_transaction_size: field(integer('int64', 65_536), 'How much is rewritten in one step.', {
    level: 'ignored',
    reason: 'files are rewritten in one step',
  }),
  check_interval: field(duration(5_000_000_000n), 'How often sizes are looked at.'),
  cleanup_on_start: field(
    boolean(false),
    'Whether files that an interrupted compaction left (tempdb…) are removed at the start.',
  ),
});

const fields = {
  directory: field(string(DIRECTORY), 'Where the files are; it must exist, or be made by create_directory.'),
  timeout: field(duration(1_000_000_000n), 'How long to wait for a file that another process has locked.', {
    level: 'ignored',
    reason: 'files are not locked',
  }),
  max_size: field(integer('int64', 0), 'The largest size of a file, in bytes. 0 means no limit.'),
  compaction: field(compactionSchema, 'How files are made smaller.'),
  fsync: field(boolean(false), 'Whether each change is forced to the disk.', {
    level: 'ignored',
    reason: 'the system decides when what was written reaches the disk',
  }),
  create_directory: field(boolean(false), 'Whether missing directories are made.'),
  directory_permissions: field(
    string('0750'),
    'Permissions of directories that are made, an octal number in quotes.',
  ),
  recreate: field(
    boolean(false),
    'Whether a file that can’t be read is put aside (.backup) for a new one; the collector doesn’t start otherwise.',
  ),
};

export const fileStorageSchema = struct('filestorage.Config', fields, {
  validate(config): readonly Finding[] {
    const finding = problem(config);
    return finding === undefined ? [] : [finding];
  },
});

export type FileStorageConfig = ConfigOf<typeof fileStorageSchema>;

/** The directories that must be there. */
export function usedDirectories({ directory, compaction }: FileStorageConfig): readonly string[] {
  return compaction.on_start || compaction.on_rebound ? [directory, compaction.directory] : [directory];
}

/** The collector stops at the first problem, in this order; whether directories exist is looked at when it starts here. */
function problem(config: StructOf<typeof fields>): Finding | undefined {
  const { compaction, max_size: maxSize } = config;
  if (compaction.max_transaction_size < 0) {
    const message = 'max transaction size for compaction cannot be less than 0';
    return { message, at: ['compaction', 'max_transaction_size'] };
  }
  if (maxSize < 0) return { message: 'max size cannot be less than 0', at: ['max_size'] };
  return reboundProblem(config) ?? permissionsProblem(config);
}

function reboundProblem({ compaction, max_size: maxSize }: StructOf<typeof fields>): Finding | undefined {
  if (!compaction.on_rebound) return undefined;
  for (const name of ['needed', 'trigger'] as const) {
    const key = `rebound_${name}_threshold_mib` as const;
    if (maxSize <= 0 || compaction[key] * MIB <= maxSize) continue;
    const message = `compaction rebound ${name} threshold cannot be greater than max size`;
    return { message, at: ['compaction', key] };
  }
  if (compaction.check_interval > 0n) return undefined;
  const message = 'compaction check interval must be positive when rebound compaction is set';
  return { message, at: ['compaction', 'check_interval'] };
}

function permissionsProblem(config: StructOf<typeof fields>): Finding | undefined {
  if (!config.create_directory) return undefined;
  const { directory_permissions: permissions } = config;
  const at = ['directory_permissions'];
  if (!/^[+-]?[0-7]+$/.test(permissions) || Math.abs(Number.parseInt(permissions, 8)) > 0x7fff_ffff) {
    return { message: 'directory_permissions value must be a valid octal representation', at };
  }
  const bits = Number.parseInt(permissions, 8);
  return (bits & 0o777) === bits
    ? undefined
    : { message: 'directory_permissions contain invalid bits for file access', at };
}
