/** The page in Chromium: an embedded runtime that Node drives. */
import { EmbeddedRuntime } from '../embedded-runtime.ts';
import { driveRuntime } from './drive-runtime.ts';

driveRuntime(new EmbeddedRuntime());
