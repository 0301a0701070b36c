/** What the page and the collector's worker say to each other. All of it is structured-cloneable. */
import type { SignalData } from '../../../otlp/export-request.ts';
import type {
  CollectorEvents,
  CollectorStart,
  ComponentStatus,
  StartOptions,
} from '../../hosted-collector.ts';
import type { HttpRequest, HttpResponse } from '../../http.ts';
import type { FaultPlan } from '../../pipeline/faults.ts';
import type { CounterValue } from '../../pipeline/self-telemetry.ts';

/** The calls, with what they take and give. */
export interface Calls {
  start: {
    readonly args: { readonly config: string; readonly options: StartOptions };
    readonly result: CollectorStart;
  };
  request: {
    readonly args: { readonly port: number; readonly request: HttpRequest };
    readonly result: HttpResponse | undefined;
  };
  status: { readonly args: Record<string, never>; readonly result: readonly ComponentStatus[] };
  counters: { readonly args: Record<string, never>; readonly result: readonly CounterValue[] };
  setFaults: {
    readonly args: { readonly receiver: string; readonly plan: FaultPlan | undefined };
    readonly result: undefined;
  };
  shutdown: { readonly args: Record<string, never>; readonly result: undefined };
}

export type CallName = keyof Calls;

/** A call to one collector of the worker; the reply carries its id. */
export type ToWorker = {
  [C in CallName]: {
    readonly id: number;
    /** The collector's name in its group. */
    readonly member: string;
    readonly call: C;
    readonly args: Calls[C]['args'];
  };
}[CallName];

/** An error as data: classes don't cross. */
export interface CrossedError {
  readonly name: string;
  readonly message: string;
}

/** What an exporter to the backends delivered. */
type Delivery = {
  [S in keyof SignalData]: { readonly kind: 'data'; readonly signal: S; readonly data: SignalData[S] };
}[keyof SignalData];

export type FromWorker =
  | { readonly kind: 'result'; readonly id: number; readonly result: Calls[CallName]['result'] }
  | { readonly kind: 'error'; readonly id: number; readonly error: CrossedError }
  /** `run` is the id of the `start` the event belongs to. */
  | { readonly kind: 'log'; readonly run: number; readonly line: string }
  | ({ readonly run: number } & Delivery)
  | {
      readonly kind: 'exchange';
      readonly run: number;
      readonly exchange: Parameters<NonNullable<CollectorEvents['exchange']>>[0];
    };

/** A copy that may be transferred: the sender's own bytes stay usable, and a view doesn't drag its whole buffer along. */
export function transferable(bytes: Uint8Array): { bytes: Uint8Array; transfer: Transferable[] } {
  const copy = new Uint8Array(bytes);
  return { bytes: copy, transfer: [copy.buffer] };
}
