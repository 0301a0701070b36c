/** The embedded runtime as Node code sees it. */
import type { Page } from 'playwright';
import type { RuntimeInPage } from './runtime-in-page.ts';

export type EmbeddedRuntimeInChromium = RuntimeInPage<Page>;
