/**
 * `lab:database`: the way from a program's `PGlite` (`../../database/client`) to the worker with PostgreSQL. What comes over it
 * concerns this run's databases alone.
 */
import type { DatabaseCall, DatabaseValue, FromDatabase, ToDatabase } from '../../database/messages.ts';
import { holdWhile, runCallback } from './event-loop.ts';
import { NativePromise } from './natives.ts';

interface Pending {
  resolve(value: DatabaseValue): void;
  reject(error: Error): void;
}

const pending = new Map<number, Pending>();
let post: ((message: ToDatabase) => void) | undefined;
let lastCall = 0;

/** The run has a database. */
export function openDatabasePort(port: MessagePort): void {
  post = port.postMessage.bind(port);
  port.onmessage = ({ data }: MessageEvent<FromDatabase>) => {
    const waiting = pending.get(data.id);
    pending.delete(data.id);
    runCallback(undefined, () => {
      if ('value' in data) waiting?.resolve(data.value);
      else waiting?.reject(new Error(data.failure));
    });
  };
}

export const labDatabase = {
  callDatabase(database: number, call: DatabaseCall): Promise<DatabaseValue> {
    const send = post;
    if (send === undefined) return NativePromise.reject(new Error('This run has no database'));
    return holdWhile(
      new NativePromise<DatabaseValue>((resolve, reject) => {
        const id = ++lastCall;
        pending.set(id, { resolve, reject });
        send({ ...call, id, database });
      }),
    );
  },
};
