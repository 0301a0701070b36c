/** The entry of the collector's worker. */
import { InProcessCollector } from '../in-process-collector.ts';
import { serveCollector, type WorkerEnd } from './serve-collector.ts';

serveCollector(globalThis as unknown as WorkerEnd, new InProcessCollector());
