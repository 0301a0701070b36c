/** The worker with PostgreSQL: opens a database, waits for a program, serves it until the page ends it. */
import type { ToDatabase } from '../messages.ts';
import { limitMemory } from './limits.ts';
import { loadFiles } from './load-files.ts';
import type { DatabaseFiles, DatabaseUrls, FromEngine, ToEngine } from './messages.ts';
import { ProgramDatabases } from './program-databases.ts';

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToEngine>) => void) | null;
  postMessage(message: FromEngine): void;
}

const scope = globalThis as unknown as WorkerScope;
let databases: Promise<ProgramDatabases> | undefined;

limitMemory();

scope.onmessage = ({ data, ports }) => {
  switch (data.type) {
    case 'start':
      databases = start(data.from);
      databases.then(
        () => scope.postMessage({ type: 'ready' }),
        (error: unknown) =>
          scope.postMessage({
            type: 'failed',
            reason: error instanceof Error ? error.message : String(error),
          }),
      );
      break;
    case 'connect':
      if (ports[0] !== undefined) serve(ports[0]);
      break;
    case 'ping':
      scope.postMessage({ type: 'pong' });
      break;
  }
};

async function start(from: DatabaseUrls | DatabaseFiles): Promise<ProgramDatabases> {
  let files = from;
  if ('worker' in files) {
    files = await loadFiles(files);
    scope.postMessage({ type: 'files', files });
  }
  const made = new ProgramDatabases(files);
  await made.warm();
  return made;
}

/** What comes from a program is answered in its order. */
function serve(port: MessagePort): void {
  let last: Promise<unknown> = Promise.resolve();
  port.onmessage = ({ data }: MessageEvent<ToDatabase>) => {
    last = last.then(async () => {
      const answer = await databases
        ?.then((made) => made.answer(data))
        .catch((error: unknown) => ({
          id: data.id,
          failure: `The database did not start: ${String(error)}`,
        }));
      const bytes = answer !== undefined && 'value' in answer ? answer.value.data : undefined;
      port.postMessage(answer, bytes === undefined ? [] : [bytes.buffer]);
    });
  };
}
