import {
  boolean,
  type ConfigOf,
  componentId,
  duration,
  type Finding,
  field,
  integer,
  pointer,
  type StructOf,
  string,
  struct,
} from '../../../config/schema.ts';

export const DEFAULT_RESOURCE_ATTRIBUTE = 'fileexporter.path_segment';

const rotationSchema = struct('fileexporter.Rotation', {
  max_megabytes: field(
    integer('int', 0),
    'Size at which a file is renamed and a new one begun, MiB. 0 is 100.',
  ),
  max_days: field(
    integer('int', 0),
    'Days after which renamed files are removed, by the time in their name. 0 keeps them.',
  ),
  max_backups: field(integer('int', 100), 'How many renamed files are kept. 0 keeps all.'),
  localtime: field(boolean(false), 'Whether times in names are local. They are UTC otherwise.'),
});

const groupBySchema = struct('fileexporter.GroupBy', {
  enabled: field(boolean(false), 'Whether resources are written to files of their own.'),
  resource_attribute: field(
    string(DEFAULT_RESOURCE_ATTRIBUTE),
    'The resource attribute whose value takes the place of * in the path. Resources without it are dropped.',
  ),
  max_open_files: field(
    integer('int', 100),
    'How many files are open at once; the one not used for longest is closed.',
  ),
});

const compressionParamsSchema = struct('configcompression.CompressionParams', {
  level: field(integer('int', 0), 'How hard zstd tries. Without a compression it means nothing.'),
});

const fields = {
  path: field(string(), 'Where to write; needed. With group_by, one * stands for the group.'),
  append: field(boolean(false), 'Whether to add to a file that is there already. It is emptied otherwise.'),
  rotation: field(
    pointer(rotationSchema, { enabledByNull: true }),
    'Renames the file when it gets large and begins a new one.',
  ),
  format: field(
    string('json'),
    'How data is encoded: json (a line each) or proto (after its length, 4 bytes).',
  ),
  encoding: field(componentId, 'An encoding extension to encode with, instead of format.'),
  compression: field(string(), 'How each piece of data is compressed. The collector knows zstd.'),
  compression_params: field(compressionParamsSchema, 'Parameters of the compression.'),
  flush_interval: field(duration(0n), 'How often what was written reaches the file. 0 is 1s.'),
  group_by: field(groupBySchema, 'Writes to several files, chosen by a resource attribute.'),
  create_directory: field(boolean(false), 'Whether to make the directory of the path where it is missing.'),
  directory_permissions: field(
    string(),
    'Permissions of directories made, an octal number in quotes. Default: "0755".',
  ),
};

type Config = StructOf<typeof fields>;

export const fileSchema = struct('fileexporter.Config', fields, {
  ownDecoder: true,
  validate(config): readonly Finding[] {
    const finding = problem(config);
    return finding === undefined ? [] : [finding];
  },
});

export type FileConfig = ConfigOf<typeof fileSchema>;

/** The permissions of directories that are made. */
export function directoryMode(config: FileConfig): number {
  return Number.parseInt(config.directory_permissions || '0755', 8);
}

/** The collector stops at the first problem, in this order. */
function problem(config: Config): Finding | undefined {
  const { path, append, rotation, format, compression } = config;
  if (path === '') return { message: 'path must be non-empty', at: ['path'] };
  if (append && rotation !== undefined) {
    return { message: 'append and rotation enabled at the same time is not supported', at: ['append'] };
  }
  if (format !== 'json' && format !== 'proto')
    return { message: 'format type is not supported', at: ['format'] };
  if (compression === 'zstd') {
    const message = 'compression zstd is known, but not implemented here; leave the key out';
    return { message, at: ['compression'] };
  }
  if (compression !== '') return { message: 'compression is not supported', at: ['compression'] };
  if (config.flush_interval < 0n) {
    return { message: 'flush_interval must be larger than zero', at: ['flush_interval'] };
  }
  return groupProblem(config) ?? permissionsProblem(config);
}

function groupProblem({ path, group_by: groupBy }: Config): Finding | undefined {
  if (!groupBy.enabled) return undefined;
  if (path.split('*').length !== 2) {
    return { message: 'path must contain exactly one * when group_by is enabled', at: ['path'] };
  }
  if (path.startsWith('*')) {
    return { message: 'path must not start with * when group_by is enabled', at: ['path'] };
  }
  if (groupBy.resource_attribute === '') {
    const message = 'resource_attribute must not be empty when group_by is enabled';
    return { message, at: ['group_by', 'resource_attribute'] };
  }
  return undefined;
}

function permissionsProblem(config: Config): Finding | undefined {
  const { create_directory: creates, directory_permissions: permissions } = config;
  const at = ['directory_permissions'];
  if (permissions === '') return undefined;
  if (!creates) return { message: 'directory_permissions requires create_directory to be true', at };
  if (!/^[+-]?[0-7]+$/.test(permissions) || Math.abs(Number.parseInt(permissions, 8)) > 0x7fff_ffff) {
    return { message: 'directory_permissions value must be a valid octal representation', at };
  }
  const bits = Number.parseInt(permissions, 8);
  return (bits & 0o777) === bits
    ? undefined
    : { message: 'directory_permissions contain invalid bits for file access', at };
}
