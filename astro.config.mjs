// @ts-check
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { FRAME_SCRIPT } from './src/runtime/embedded/frame-document.ts';
import { labTypesAssets } from './src/runtime/types/lab-types-assets.ts';
import { labRuntimeAssets } from './src/runtime/vendor/lab-runtime-assets.ts';
import { webContainerAssets } from './src/runtime/webcontainer/packages/web-container-assets.ts';
import { offline } from './src/site/build/offline.ts';
import { onDemandStyles } from './src/site/build/on-demand-styles.ts';
import { recordedRun } from './src/site/build/recorded-run.ts';
import { searchIndex } from './src/site/build/search-index.ts';
import { builtHeaders, securityPolicy } from './src/site/build/security-policy.ts';
import { codeFrame, syntaxTheme } from './src/site/build/syntax.ts';
import { touchDirective } from './src/site/build/touch/integration.ts';
import { yamlReader } from './src/site/build/yaml-reader.ts';
import { readSiteRuntime, SITE_RUNTIME_VARIABLE } from './src/workbench/runtimes/site-runtime.ts';

/** SharedArrayBuffer and WebContainer need an isolated page, also while authoring. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
/** A word that is none stops here, before anything is built. */
const siteRuntime = readSiteRuntime(process.env[SITE_RUNTIME_VARIABLE]);
const previewing = process.argv.includes('preview');

export default defineConfig({
  site: process.env.SITE ?? 'http://localhost:4321',
  base: process.env.BASE ?? '/',
  trailingSlash: 'always',
  i18n: {
    defaultLocale: 'en',
    locales: ['en', 'zh-cn'],
    routing: { prefixDefaultLocale: false },
  },
  server: {
    headers: previewing
      ? { ...isolation, ...builtHeaders(new URL('./dist/_headers', import.meta.url)) }
      : isolation,
  },
  markdown: { shikiConfig: { theme: syntaxTheme, transformers: [codeFrame] } },
  integrations: [
    mdx(),
    preact(),
    touchDirective(),
    sitemap({ i18n: { defaultLocale: 'en', locales: { en: 'en', 'zh-cn': 'zh-CN' } } }),
    searchIndex(),
    securityPolicy({ sandboxScripts: [FRAME_SCRIPT], webContainers: siteRuntime !== 'embedded-only' }),
    // Last: it counts what the others have written.
    offline(),
  ],
  devToolbar: { enabled: false },
  vite: {
    optimizeDeps: {
      // Found late, behind dynamic imports, they would make the dev server reload the page in the middle of a run.
      include: [
        '@codemirror/autocomplete',
        '@codemirror/commands',
        '@codemirror/language',
        '@codemirror/lint',
        '@codemirror/merge',
        '@codemirror/search',
        '@codemirror/state',
        '@codemirror/view',
        '@jridgewell/trace-mapping',
        '@preact/signals',
        '@xterm/addon-fit',
        '@xterm/xterm',
        'fflate',
        'idb',
        'yaml',
      ],
    },
    plugins: [
      labRuntimeAssets(),
      webContainerAssets(),
      labTypesAssets(),
      recordedRun(),
      onDemandStyles(['/src/trace-view/', '/src/workbench/terminal/', '/@xterm/']),
    ],
    // The collector's worker fetches a component when a configuration names it.
    worker: { format: 'es', plugins: () => [yamlReader()] },
    build: {
      // An inlined script with a dynamic import fails at run time (withastro/astro#17265), and a file needs no hash in the CSP.
      assetsInlineLimit: 0,
      // Every MDX file has 'use astro:…' directives; nine lines of warning each say nothing.
      rolldownOptions: { checks: { moduleLevelDirective: false } },
    },
  },
});
