/** What data flows through: typed per signal, called by what comes before in a pipeline. */
import type { SignalData } from '../../otlp/export-request.ts';
import type { PartialSuccess } from '../../otlp/model.ts';

export type { SignalData } from '../../otlp/export-request.ts';

/** The signals pipelines carry here; the collector knows more (`Signal`). */
export type CarriedSignal = keyof SignalData;

/** Travels with the data through synchronous components. */
export interface ConsumeContext {
  /** Metadata of the client's request (lower-case names), where the receiver has `include_metadata`. */
  readonly metadata: ReadonlyMap<string, readonly string[]>;
  /** When whoever handed over the data gives up waiting, ns since the Unix epoch: retries beyond it are of no use. */
  readonly deadline?: bigint;
}

export const emptyContext: ConsumeContext = { metadata: new Map() };

export interface Consumer<S extends CarriedSignal> {
  /** Whether it changes what it is handed; the fan-out gives it a copy of its own then. */
  readonly mutatesData: boolean;
  /**
   * Takes the data on, or rejects: with a PermanentError when trying again can't help, with a StatusError to choose
   * the answer the client gets, with anything else when trying again may help. Resolves with a partial success when
   * a part of the data was refused for good.
   */
  consume(data: SignalData[S], context: ConsumeContext): Promise<PartialSuccess | undefined>;
}

/**
 * The data was refused for good: a receiver answers so that the client doesn't retry, with the code of the StatusError
 * that is its `cause` where there is one.
 */
export class PermanentError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(`Permanent error: ${message}`, options);
    this.name = 'PermanentError';
  }
}

/** A refusal with the gRPC status the client shall get (google.rpc.Code). */
export class StatusError extends Error {
  readonly code: number;
  /** How long the client shall wait before it retries, in ns; only with a retryable code. */
  readonly retryAfterNs: bigint | undefined;

  constructor(code: number, message: string, retryAfterNs?: bigint) {
    super(message);
    this.name = 'StatusError';
    this.code = code;
    this.retryAfterNs = retryAfterNs;
  }
}
