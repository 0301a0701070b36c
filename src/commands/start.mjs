// npm start: from a bare clone to the site on http://localhost:4321. Node built-ins only (see boot/environment.mjs).
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import {
  ensureDependencies,
  projectEnvironment,
  Remedy,
  root,
  runCommand,
  say,
} from './boot/environment.mjs';

const port = Number(process.env.PORT ?? 4321);

await runCommand(async () => {
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Remedy(`PORT is "${process.env.PORT}"; it must be a number from 1 to 65535.`);
  if (!(await isFree(port)))
    throw new Remedy(
      `Port ${port} is in use. Stop what listens there, or choose another: PORT=4400 npm start`,
    );
  ensureDependencies();
  const { env, node } = projectEnvironment();
  say('Building the site …');
  const build = spawnSync(node, ['src/commands/build.ts', '--if-changed'], {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
  });
  if (build.status !== 0)
    throw new Remedy(
      'The site could not be built; the message above names the file. Mend it and run npm start again.',
    );
  say(`\nOTLP Academy: http://localhost:${port}   (Ctrl+C stops it)\n`);
  return serve(node, env);
});

/** Astro's preview server in the foreground, with the isolation headers of astro.config.mjs. */
function serve(node, env) {
  const server = spawn(
    node,
    ['node_modules/astro/bin/astro.mjs', 'preview', '--ignore-lock', '--port', String(port)],
    {
      cwd: root,
      env,
      stdio: ['ignore', 'ignore', 2],
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
  return new Promise((resolve) => {
    server.on('exit', (code, signal) => resolve(signal || code === 130 || code === 143 ? 0 : (code ?? 1)));
  });
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}
