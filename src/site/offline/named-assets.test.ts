import { expect, it } from 'vitest';
import { assetsNamedIn } from './named-assets.ts';

const assets = new Set([
  'a.1.css',
  'b.2.js',
  'c.3.js',
  'd.4.woff2',
  'e.5.js',
  'workbench.6.js',
  'client.7.js',
]);

it('finds what a page loads, and what its islands load at the first touch', () => {
  const html = `<link rel="stylesheet" href="/_astro/a.1.css"><script type="module" src="/x/_astro/b.2.js"></script>
<astro-island component-url="/_astro/workbench.6.js" renderer-url="/_astro/client.7.js"></astro-island> e.5.js`;
  expect(assetsNamedIn(html, assets)).toEqual(['a.1.css', 'b.2.js', 'workbench.6.js', 'client.7.js']);
});

it('finds the static imports of a script, not those it makes later', () => {
  const script = `import{x as t}from"./b.2.js";import"./c.3.js";export*from'./d.4.woff2';const l=()=>import("./e.5.js");`;
  expect(assetsNamedIn(script, assets)).toEqual(['b.2.js', 'c.3.js', 'd.4.woff2']);
});

it('finds the files of a style sheet', () => {
  expect(assetsNamedIn('@font-face{src:url(/_astro/d.4.woff2) format("woff2")}', assets)).toEqual([
    'd.4.woff2',
  ]);
});

it('takes nothing for a file of the site that only looks like one', () => {
  expect(assetsNamedIn('<script src="https://elsewhere/_astro/z.9.js"></script>', assets)).toEqual([]);
});
