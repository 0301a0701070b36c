/** Builds the real collector, with the components ours has, from Go modules. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../repository-root.ts';
import { type PatchedModule, patchedModules } from './patched-modules.ts';

const sources = fileURLToPath(new URL('./reference/', import.meta.url));
const workshop = join(repositoryRoot, 'node_modules/.cache/oracle/collector');

const environment = {
  ...process.env,
  // go.sum of this folder says what is expected; the checksum database need not be reachable.
  GONOSUMDB: '*',
  GOFLAGS: '-mod=mod -buildvcs=false',
  GOTOOLCHAIN: 'local',
};

/** "go version go1.26.8 linux/amd64", or `undefined` where there is no toolchain. */
export function goVersion(): string | undefined {
  const { status, stdout } = spawnSync('go', ['version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** The path of the binary; built unless it was already, from the same sources. Throws with what Go said. */
export function buildReference(progress: (line: string) => void): string {
  const folder = join(workshop, fingerprint());
  const binary = join(folder, 'otelcol');
  if (existsSync(binary)) return binary;
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(sources, folder, { recursive: true });
  for (const module of patchedModules) {
    progress(`preparing ${module.path}`);
    preparePatched(module, join(folder, 'patched', module.path));
  }
  progress('building the collector from Go modules (the first time this takes some minutes)');
  go(['build', '-o', binary, '.'], folder);
  return binary;
}

/** The configuration keys of its components, as the structs that hold the configurations declare them; JSON. */
export function documentedKeysOf(binary: string): string {
  const { status, stdout, stderr } = spawnSync(binary, ['keys'], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${binary} keys failed:\n${stderr}`);
  return stdout;
}

function fingerprint(): string {
  const hash = createHash('sha256').update(
    JSON.stringify(patchedModules, (_, value) => (value instanceof RegExp ? value.source : value)),
  );
  for (const name of readdirSync(sources).sort()) hash.update(name).update(readFileSync(join(sources, name)));
  return hash.digest('hex').slice(0, 16);
}

function preparePatched(module: PatchedModule, folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (module.from !== undefined) {
    const { module: source, version, folders } = module.from;
    const downloaded = JSON.parse(go(['mod', 'download', '-json', `${source}@${version}`], workshop)) as {
      Dir: string;
    };
    for (const [from, to] of Object.entries(folders)) {
      cpSync(join(downloaded.Dir, from), join(folder, to), { recursive: true });
    }
    for (const path of goFiles(folder)) {
      let text = readFileSync(path, 'utf8');
      for (const [pattern, replacement] of module.replacements ?? [])
        text = text.replace(pattern, replacement);
      rmSync(path);
      if (!path.endsWith('_test.go')) writeFileSync(path, text);
    }
  }
  for (const [place, text] of Object.entries(module.files ?? {})) {
    mkdirSync(dirname(join(folder, place)), { recursive: true });
    writeFileSync(join(folder, place), text);
  }
  writeModuleFile(module, join(folder, 'go.mod'));
}

/** Its own without the replacements, which hold in its repository only; or one of ours. */
function writeModuleFile({ path, requires }: PatchedModule, file: string): void {
  const own = existsSync(file) ? readFileSync(file, 'utf8').replace(/^replace .*$/gm, '') : undefined;
  rmSync(file, { force: true });
  const lines = (requires ?? []).map((requirement) => `require ${requirement}\n`).join('');
  writeFileSync(
    file,
    own === undefined || requires !== undefined ? `module ${path}\n\ngo 1.25.0\n\n${lines}` : own,
  );
}

function goFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.go') && statSync(path).isFile());
}

function go(args: readonly string[], folder: string): string {
  const { status, stdout, stderr } = spawnSync('go', args, {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`go ${args.join(' ')} failed:\n${stderr}`);
  return stdout;
}
