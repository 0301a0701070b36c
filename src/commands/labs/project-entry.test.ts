import { expect, it } from 'vitest';
import { entryOf } from './project-entry.ts';

const project = (manifest: object, ...paths: string[]) => ({
  'package.json': JSON.stringify(manifest),
  ...Object.fromEntries(paths.map((path) => [path, ''])),
});

it.each([
  [{ scripts: { start: 'node src/app.ts' } }, ['src/app.ts', 'src/main.ts'], 'src/app.ts'],
  [{ scripts: { start: 'node --no-warnings ./app.js' } }, ['app.js'], 'app.js'],
  [{ scripts: { start: 'npm run build && node dist/x.js' } }, ['src/main.ts'], 'src/main.ts'],
  [{ scripts: { start: 'vite' }, main: './lib/index.js' }, ['lib/index.js'], 'lib/index.js'],
  [{}, ['src/main.ts'], 'src/main.ts'],
  [{}, ['other.ts'], undefined],
])('%j with %j starts with %s', (manifest, paths, entry) => {
  expect(entryOf(project(manifest, ...paths))).toBe(entry);
});

it('does without a package.json that can be read', () => {
  expect(entryOf({ 'package.json': '{', 'main.ts': '' })).toBe('main.ts');
  expect(entryOf({ 'main.ts': '' })).toBe('main.ts');
});
