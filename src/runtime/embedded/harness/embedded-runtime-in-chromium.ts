/** The embedded runtime as Node code sees it. */
import type { RuntimeInPage } from './runtime-in-page.ts';

export type EmbeddedRuntimeInChromium = RuntimeInPage;
