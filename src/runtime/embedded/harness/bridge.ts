/** What Node and the page in Chromium say to each other; bodies are base64, because it crosses as JSON. */
import type { HttpHeaders, HttpRequest, HttpResponse } from '../../../collector/http.ts';
import type { LabFiles, LabProgram, OutputStream, RunOptions, RunResult } from '../../lab-runtime.ts';

export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: HttpHeaders;
  readonly body: string;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly body: string;
}

/** Page → Node. `sequence` counts from 0 in each page: calls may overtake each other on the way. */
export type HarnessEvent = { readonly sequence: number; readonly run: number } & (
  | { readonly type: 'output'; readonly stream: OutputStream; readonly text: string }
  | { readonly type: 'request'; readonly id: number; readonly port: number; readonly request: WireRequest }
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'result'; readonly result: RunResult }
);

export type LabAnswer =
  | { readonly response: WireResponse }
  | { readonly refused: 'ECONNREFUSED' | 'ECONNRESET' };

/** How long runs took in the page, without the way to Node; milliseconds from the call of `run`. */
export interface RunTimes {
  /** To the first request that reached the host. */
  readonly firstRequestMs: number;
  readonly endMs: number;
}

/** `window.labHarness`: Node → page. */
export interface LabHarness {
  prepare(files: LabFiles): Promise<void>;
  run(run: number, program: LabProgram, options: RunOptions): void;
  stop(run: number): void;
  /** Answers a request of the program. */
  answer(id: number, response: WireResponse | undefined): void;
  /** Sends a request to a server of the program. */
  request(run: number, port: number, request: WireRequest): Promise<LabAnswer>;
  measure(program: LabProgram): Promise<RunTimes>;
  dispose(): Promise<void>;
}

export function toWireRequest(request: HttpRequest): WireRequest {
  return { ...request, body: toBase64(request.body) };
}

export function fromWireRequest(request: WireRequest): HttpRequest {
  return { ...request, body: fromBase64(request.body) };
}

export function toWireResponse(response: HttpResponse): WireResponse {
  const { status, headers, body } = response;
  return { status, headers, body: toBase64(body) };
}

export function fromWireResponse(response: WireResponse): HttpResponse {
  return { ...response, body: fromBase64(response.body) };
}

/** Arguments of one call are limited; larger bodies go in parts. */
const PART_BYTES = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PART_BYTES) {
    text += String.fromCharCode(...bytes.subarray(at, at + PART_BYTES));
  }
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
