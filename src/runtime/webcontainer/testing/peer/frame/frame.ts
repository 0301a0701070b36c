/** The frame at /headless: serves the client's protocol and passes it on to the engine. */
import { Comlink } from '../../../../../../node_modules/@webcontainer/api/dist/vendor/index.js';
import type { EngineMessage, FrameMessage } from '../bridge.ts';

type Listener = (...args: unknown[]) => unknown;

interface RunRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: { readonly cols: number; readonly rows: number };
}

const socket = new WebSocket('wss://stackblitz.com/bridge');
const opened = new Promise<void>((resolve) => {
  socket.onopen = () => resolve();
});
const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
const outputs = new Map<number, Listener | undefined>();
const exits = new Map<number, (code: number) => void>();
const watchers = new Map<number, Listener>();
const errorListeners = new Set<Listener>();
let built: (info: { path: string; cwd: string }) => void = () => {};
let lastId = 0;

socket.onmessage = ({ data }) => {
  const message = JSON.parse(String(data)) as EngineMessage;
  switch (message.type) {
    case 'built':
      built({ path: message.path, cwd: message.cwd });
      break;
    case 'result':
      pending.get(message.id)?.resolve(message.value);
      pending.delete(message.id);
      break;
    case 'failed':
      pending.get(message.id)?.reject(new Error(message.message));
      pending.delete(message.id);
      break;
    case 'output':
      void outputs.get(message.process)?.(fromBase64(message.data));
      break;
    case 'exit':
      // Output may still come.
      exits.get(message.process)?.(message.code);
      break;
    case 'changed':
      void watchers.get(message.watcher)?.(message.event, message.name);
      break;
    case 'error':
      for (const listener of errorListeners) void listener({ message: message.message });
  }
};

function send(message: FrameMessage): void {
  socket.send(JSON.stringify(message));
}

function call(method: string, ...args: unknown[]): Promise<unknown> {
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    pending.set(id, { resolve, reject });
    send({ type: 'call', id, method, args: args.map(toWire) });
  });
}

function toWire(value: unknown): unknown {
  return value instanceof Uint8Array ? { base64: toBase64(value) } : value;
}

function fromWire(value: unknown): unknown {
  const bytes = value as { base64?: unknown } | null | undefined;
  return typeof bytes?.base64 === 'string' ? fromBase64(bytes.base64) : value;
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

const fs = {
  rm: (...args: unknown[]) => call('rm', ...args),
  readFile: async (...args: unknown[]) => fromWire(await call('readFile', ...args)),
  writeFile: (...args: unknown[]) => call('writeFile', ...args),
  rename: (...args: unknown[]) => call('rename', ...args),
  mkdir: (...args: unknown[]) => call('mkdir', ...args),
  readdir: (...args: unknown[]) => call('readdir', ...args),
  async watch(path: string, options: unknown, listener: Listener) {
    const watcher = ++lastId;
    watchers.set(watcher, listener);
    await call('watch', watcher, path, options);
    return Comlink.proxy({
      async close() {
        watchers.delete(watcher);
        await call('unwatch', watcher);
      },
    });
  },
};

const instance = {
  fs: () => Comlink.proxy(fs),
  previewScript: () => Comlink.proxy({}),
  runtimeInfo: (): unknown => info,
  async run(request: RunRequest, _stdout: unknown, _stderr: unknown, output: Listener | undefined) {
    const process = ++lastId;
    outputs.set(process, output);
    const onExit = new Promise<number>((resolve) => exits.set(process, resolve));
    await call('spawn', process, request);
    return Comlink.proxy({
      onExit,
      write: (data: string) => call('write', process, data),
      kill: () => call('kill', process),
      resize: (size: unknown) => call('resize', process, size),
    });
  },
  /** A snapshot the engine has seen before need not cross the socket again. */
  async loadFiles(bytes: Uint8Array<ArrayBuffer>, { mountPoints }: { mountPoints?: string }) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hash = toBase64(digest);
    if (!(await call('loadKnown', hash, mountPoints))) await call('load', hash, bytes, mountPoints);
  },
  on(event: string, listener: Listener) {
    if (event === 'error') errorListeners.add(listener);
    return Comlink.proxy(() => errorListeners.delete(listener));
  },
  serialize: () => Promise.reject(new Error('the peer does not serialize')),
  setPreviewScript: () => Promise.reject(new Error('the peer has no previews')),
  teardown: () => call('teardown'),
};
let info: { path: string; cwd: string } = { path: '', cwd: '' };

const { port1, port2 } = new MessageChannel();
Comlink.expose(
  {
    async build({ workdirName }: { workdirName?: string }) {
      const building = new Promise<{ path: string; cwd: string }>((resolve) => {
        built = resolve;
      });
      send({ type: 'build', workdirName });
      info = await building;
      return Comlink.proxy(instance);
    },
  },
  port1,
);
await opened;
parent.postMessage({ type: 'init' }, '*', [port2]);
