/** What the page, the sandbox's frame and a run's worker say to each other. */
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import type { CompiledProgram } from '../compile/compiled-program.ts';
import type { OutputStream, UncaughtError } from '../lab-runtime.ts';
import type { VendorPack } from '../vendor/vendor-pack.ts';

/** Page → frame, once: what every worker starts with. A `MessagePort` for the other messages comes with it. */
export interface FrameSetup {
  readonly bootCode: string;
}

/** Page → frame. With `spawn` comes the port over which page and worker talk. */
export type FrameCommand =
  /** The packages of the workers spawned from now on. */
  | { readonly type: 'pack'; readonly pack: VendorPack }
  | { readonly type: 'spawn'; readonly id: number; readonly preload: readonly string[] }
  | { readonly type: 'kill'; readonly id: number };

/** Frame → page. */
export type FrameReport =
  | { readonly type: 'ready' }
  | { readonly type: 'killed'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly reason: string };

/** Frame → worker, its first and only message; the port to the page comes with it. */
export interface ThreadSetup {
  readonly pack: VendorPack;
  /** Packages to evaluate before the program comes. */
  readonly preload: readonly string[];
}

export interface ProgramStart {
  readonly program: CompiledProgram;
  readonly env: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  readonly stdin: string;
  /** Files of the lab that the program may read. */
  readonly files: Readonly<Record<string, string>>;
  /** Characters of output. */
  readonly outputLimit: number;
  /** Leads to the run's databases (`../database`), when the program imports PGlite. */
  readonly database?: MessagePort;
}

export type ToThread =
  | ({ readonly type: 'start' } & ProgramStart)
  | { readonly type: 'ping' }
  /** The page's answer to a request of the program; no response when nothing listens on the port. */
  | { readonly type: 'response'; readonly id: number; readonly response: HttpResponse | undefined }
  /** A request to a server of the program. */
  | { readonly type: 'request'; readonly id: number; readonly port: number; readonly request: HttpRequest };

export type FromThread =
  | { readonly type: 'ready' }
  | { readonly type: 'started' }
  | { readonly type: 'pong' }
  | {
      readonly type: 'output';
      readonly parts: readonly { readonly stream: OutputStream; readonly text: string }[];
      /** Characters dropped since the start of the run. */
      readonly dropped: number;
    }
  | { readonly type: 'request'; readonly id: number; readonly port: number; readonly request: HttpRequest }
  | { readonly type: 'listening'; readonly port: number }
  | {
      readonly type: 'response';
      readonly id: number;
      readonly answer: HttpResponse | 'ECONNREFUSED' | 'ECONNRESET';
    }
  | { readonly type: 'exit'; readonly exitCode: number; readonly error?: UncaughtError }
  /** The sandbox itself failed. */
  | { readonly type: 'failed'; readonly reason: string };
