/** The entry of the collector's worker. */
import { CollectorGroup } from '../collector-group.ts';
import { serveCollectors, type WorkerEnd } from './serve-collectors.ts';

const group = new CollectorGroup();
serveCollectors(globalThis as unknown as WorkerEnd, (name) => group.collector(name));
