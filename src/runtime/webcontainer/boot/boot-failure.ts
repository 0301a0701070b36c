/** Why there is no container. */

export type BootFailureCode =
  /** The page lacks the isolation headers, or the browser doesn't grant it shared memory. */
  | 'not-isolated'
  | 'offline'
  /** StackBlitz' address can't be reached or may not be embedded: firewall, content blocker, captive portal, our own policy. */
  | 'blocked'
  | 'timed-out'
  | 'unsupported-browser'
  /** It came up and broke: out of memory, an error of the engine. */
  | 'crashed';

export type BootStage = 'preflight' | 'client' | 'load' | 'init' | 'build' | 'furnish' | 'running';

export interface BootFailure {
  readonly code: BootFailureCode;
  /** How far it had come. */
  readonly stage: BootStage;
  /** For reports; English. */
  readonly detail: string;
}

/** A `BootFailure` on its way through promises. */
export class BootError extends Error {
  readonly failure: BootFailure;

  constructor(failure: BootFailure) {
    super(`${failure.code} (${failure.stage}): ${failure.detail}`);
    this.name = 'BootError';
    this.failure = failure;
  }
}
