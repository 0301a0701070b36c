/** In every process of the peer's containers. */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { takeContextAway } from './als-gap.ts';
import { virtualizePorts } from './virtual-ports.ts';

const { PEER_PORTS, PEER_ALS_GAP, NODE_OPTIONS } = process.env;
if (PEER_PORTS !== undefined) {
  Object.defineProperty(process.versions, 'webcontainer', { value: 'peer', enumerable: true });
  virtualizePorts(PEER_PORTS);
  if (PEER_ALS_GAP === '1') takeContextAway();
  inheritToChildren({ PEER_PORTS, PEER_ALS_GAP, NODE_OPTIONS });
}

/** The system of a container is the same for all of its processes, whatever environment they are started with. */
function inheritToChildren(variables: Readonly<Record<string, string | undefined>>): void {
  const childProcess = createRequire('/')('node:child_process') as typeof import('node:child_process');
  const prototype = childProcess.ChildProcess.prototype as unknown as {
    spawn(options: { envPairs?: string[] }): unknown;
  };
  const { spawn } = prototype;
  prototype.spawn = function (options) {
    const pairs = Object.entries(variables).map(([name, value]) => `${name}=${value ?? ''}`);
    return spawn.call(this, { ...options, envPairs: [...(options.envPairs ?? []), ...pairs] });
  };
  for (const name of ['spawnSync', 'execFileSync', 'execSync'] as const) {
    const original = childProcess[name] as (...args: unknown[]) => unknown;
    Object.assign(childProcess, {
      [name]: (...args: unknown[]) => {
        const last = args.at(-1);
        const options = typeof last === 'object' && last !== null && !Array.isArray(last) ? args.pop() : {};
        const { env = process.env } = options as { env?: object };
        return original(...args, { ...(options as object), env: { ...env, ...variables } });
      },
    });
  }
  syncBuiltinESMExports();
}
