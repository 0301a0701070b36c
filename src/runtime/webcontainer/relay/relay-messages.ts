/** What the page and the relay process in the container say to each other; bodies travel beside the heads. */
import type { HttpHeaders } from '../../../collector/http.ts';

/** The first line of the relay's input, before any frame: the nonces never stand in an environment or a file. */
export const HELLO = 'otlp-relay ';

export interface RelayHello {
  /** Of the frames the relay writes. */
  readonly out: string;
  /** Of the frames the relay reads. */
  readonly in: string;
  /** Where every process of the container finds the host: the collector's usual ports. */
  readonly openPorts: readonly number[];
}

/** Relay to page. */
export type FromRelay =
  /** It listens: `port` is where the preload of a run connects. */
  | { readonly type: 'ready'; readonly port: number }
  | { readonly type: 'fatal'; readonly reason: string }
  /** A request to a port that nothing in the container listens on. Body: the request's. */
  | {
      readonly type: 'request';
      readonly id: number;
      readonly port: number;
      readonly method: string;
      readonly path: string;
      readonly headers: HttpHeaders;
    }
  /** The answer to a `call`. Body: the response's. */
  | {
      readonly type: 'answer';
      readonly id: number;
      readonly status: number;
      readonly headers: HttpHeaders;
    }
  | { readonly type: 'unanswered'; readonly id: number; readonly code: 'ECONNREFUSED' | 'ECONNRESET' }
  | { readonly type: 'echoed'; readonly id: number }
  /** All that the run sent has gone out before this: so many requests since the relay's start. */
  | { readonly type: 'fenced'; readonly id: number; readonly requests: number };

/** Page to relay. */
export type ToRelay =
  /** A run begins; connections that show its token are its. */
  | { readonly type: 'begin'; readonly token: string }
  /** The run is over: what it still has open is dropped. */
  | { readonly type: 'end' }
  /** Everything up to this line of the relay's has been read. */
  | { readonly type: 'ack'; readonly sequence: number }
  /** Body: the response's. */
  | {
      readonly type: 'response';
      readonly id: number;
      readonly status: number;
      readonly headers: HttpHeaders;
    }
  /** Nothing listens there at the host either. */
  | { readonly type: 'refuse'; readonly id: number }
  /** A request to a server in the container. Body: the request's. */
  | {
      readonly type: 'call';
      readonly id: number;
      readonly port: number;
      readonly method: string;
      readonly path: string;
      readonly headers: HttpHeaders;
    }
  /** To the program, over its control connection. */
  | { readonly type: 'ping' }
  /** Says that the relay is alive. */
  | { readonly type: 'echo'; readonly id: number }
  /** The program has ended; say when all it sent has gone out. */
  | { readonly type: 'fence'; readonly id: number };

/** First lines of connections to the relay's port. */
export type Introduction =
  /** The preload's control connection. */
  | { readonly kind: 'control'; readonly token: string }
  /** A connection of the program to a port of another process or of the host. */
  | { readonly kind: 'data'; readonly token: string; readonly connection: number; readonly port: number }
  /** The relay's own, behind all that were made before it. */
  | { readonly kind: 'barrier'; readonly token: string };

/** Relay to preload, one JSON object a line, on the control connection. */
export type ToPreload =
  | { readonly type: 'ping' }
  /** Nothing listens where this connection wanted to go. */
  | { readonly type: 'refuse'; readonly connection: number }
  /** The relay has left this port to the program. */
  | { readonly type: 'released'; readonly port: number };

/** Preload to relay, one JSON object a line, on the control connection. */
export type FromPreload = { readonly type: 'release'; readonly port: number };
