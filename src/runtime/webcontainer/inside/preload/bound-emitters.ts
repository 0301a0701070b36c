/**
 * Events of sockets, requests and streams come from the system, outside of any frame. Node runs their listeners in the
 * context of the operation they belong to; so does this:
 *
 * - a client's request and its response: where the request was made;
 * - a server, its requests and connections: where it was told to listen;
 * - other sockets, streams and child processes: where they were made.
 */
import { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { ReadStream, WriteStream } from 'node:fs';
import { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { Server, Socket } from 'node:net';
import zlib from 'node:zlib';
import { currentFrame, type Frame, runInFrame } from '../../../embedded/sandbox/async-context.ts';
import { type AnyFunction, replace } from './replace.ts';

const frames = new WeakMap<object, Frame>();

export function bindEmitters(): void {
  // The part of the constructor that every emitter goes through.
  replace(
    EventEmitter,
    'init',
    (original) =>
      function (this: object, ...args) {
        keepFrame(this, currentFrame());
        return Reflect.apply(original, this, args);
      } as AnyFunction,
  );
  replace(
    Server.prototype,
    'listen',
    (original) =>
      function (this: object, ...args) {
        frames.set(this, currentFrame());
        return Reflect.apply(original, this, args);
      } as AnyFunction,
  );
  emitIn(ClientRequest.prototype, (request, event, [response]) => {
    const frame = frames.get(request);
    if (event === 'response') keepFrame(response as object, frame);
    return { frame };
  });
  emitIn(Server.prototype, (server, event, given) => {
    const frame = frames.get(server);
    if (event === 'request' || event === 'connection') {
      for (const object of given) keepFrame(object as object, frame);
    }
    return { frame };
  });
  // A response belongs to its request, whatever reads it.
  emitIn(IncomingMessage.prototype, (message) =>
    'req' in message ? { frame: frames.get(message) } : whereNothingRuns(message),
  );
  const others = [ServerResponse, Socket, ReadStream, WriteStream, ChildProcess, ...zlibClasses()];
  for (const { prototype } of others) emitIn(prototype, whereNothingRuns);
}

function zlibClasses(): { readonly prototype: object }[] {
  const { Gzip, Gunzip, Deflate, Inflate, DeflateRaw, InflateRaw, Unzip } = zlib as unknown as Record<
    string,
    { readonly prototype: object }
  >;
  return [Gzip, Gunzip, Deflate, Inflate, DeflateRaw, InflateRaw, Unzip].filter(
    (found) => found !== undefined,
  );
}

function keepFrame(emitter: object, frame: Frame): void {
  if (frame !== undefined) frames.set(emitter, frame);
}

/** An event that other code causes runs in the frame of that code. */
function whereNothingRuns(emitter: object): { readonly frame: Frame } | undefined {
  return currentFrame() === undefined ? { frame: frames.get(emitter) } : undefined;
}

type ChooseFrame = (
  emitter: object,
  event: unknown,
  args: readonly unknown[],
) => { readonly frame: Frame } | undefined;

function emitIn(prototype: object, choose: ChooseFrame): void {
  replace(
    prototype,
    'emit',
    (original) =>
      function (this: object, event, ...args) {
        const chosen = choose(this, event, args);
        if (chosen === undefined) return Reflect.apply(original, this, [event, ...args]);
        return runInFrame(chosen.frame, () => Reflect.apply(original, this, [event, ...args]));
      } as AnyFunction,
  );
}
