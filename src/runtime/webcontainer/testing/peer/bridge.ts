/** What the frame and the engine say to each other over the web socket, as JSON. Bytes are base64. */

export type FrameMessage =
  | { readonly type: 'build'; readonly workdirName: string | undefined }
  | {
      readonly type: 'call';
      readonly id: number;
      readonly method: string;
      readonly args: readonly unknown[];
    };

export type EngineMessage =
  | { readonly type: 'built'; readonly path: string; readonly cwd: string }
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'output'; readonly process: number; readonly data: string }
  | { readonly type: 'exit'; readonly process: number; readonly code: number }
  | { readonly type: 'changed'; readonly watcher: number; readonly event: string; readonly name: string }
  | { readonly type: 'error'; readonly message: string };

export function isBytes(value: unknown): value is { readonly base64: string } {
  return typeof value === 'object' && value !== null && 'base64' in value;
}
