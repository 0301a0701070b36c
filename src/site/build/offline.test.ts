import { expect, it } from 'vitest';
import { labAssets } from './offline.ts';

const files: Readonly<Record<string, string>> = {
  'workbench.Ab1.js': 'import("./editor.Cd2.js");import("./terminal-panel.Ef3.js")',
  'editor.Cd2.js': 'new Worker("/_astro/compile-worker-Gh4.js")',
  'compile-worker-Gh4.js': 'import"./workbench.Ab1.js"',
  'terminal-panel.Ef3.js': '',
  'page.Ij5.js': '',
};

it('finds all a lab may load, and leaves out what is large and rare', () => {
  expect(labAssets(Object.keys(files), (name) => files[name] ?? '')).toEqual([
    'compile-worker-Gh4.js',
    'editor.Cd2.js',
    'workbench.Ab1.js',
  ]);
});

it('fails where no workbench is found, so that a renamed chunk is noticed', () => {
  expect(() => labAssets(['page.Ij5.js'], () => '')).toThrow(/no workbench/);
});
