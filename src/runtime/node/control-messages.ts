/** What the host and the preload tell each other beside the program's own streams: one JSON object a line. */

/** Host to program, on file descriptor 3. */
export type HostMessage =
  | { readonly type: 'ping' }
  /** Nothing listens where this connection wanted to go. */
  | { readonly type: 'refuse'; readonly connection: number };

/** Program to host, on file descriptor 4. Written synchronously, so that nothing is lost when the process ends. */
export type ProgramMessage =
  /** The preload is in place; the program comes next. */
  | { readonly type: 'ready' }
  | { readonly type: 'pong' }
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'closed'; readonly port: number }
  /** An exception or rejection nobody caught; the process is about to end. */
  | {
      readonly type: 'uncaught';
      readonly name: string;
      readonly message: string;
      readonly stack: string;
      /** Node's error code, or `''`. */
      readonly code: string;
    };

export const HOST_TO_PROGRAM_FD = 3;
export const PROGRAM_TO_HOST_FD = 4;

/** Cuts a stream of text into lines; what comes behind the last line break waits for more. */
export function lineSplitter(onLine: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
}
