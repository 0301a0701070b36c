/** `node:os`: the sandbox describes itself as a small Linux machine. */
import { LAB_FOLDER } from '../lab-paths.ts';
import { now } from '../natives.ts';

const MEMORY_BYTES = 2 ** 30;

export const os = {
  EOL: '\n',
  arch: () => 'x64',
  availableParallelism: () => 1,
  constants: { signals: { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 } },
  cpus: () => [{ model: 'sandbox', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }],
  devNull: '/dev/null',
  endianness: () => 'LE',
  freemem: () => MEMORY_BYTES / 2,
  homedir: () => LAB_FOLDER,
  hostname: () => 'lab',
  loadavg: () => [0, 0, 0],
  machine: () => 'x86_64',
  networkInterfaces: () => ({}),
  platform: () => 'linux',
  release: () => '6.0.0',
  tmpdir: () => '/tmp',
  totalmem: () => MEMORY_BYTES,
  type: () => 'Linux',
  uptime: () => now() / 1_000,
  userInfo: () => ({ uid: 1_000, gid: 1_000, username: 'learner', homedir: LAB_FOLDER, shell: '/bin/sh' }),
  version: () => '#1',
};
