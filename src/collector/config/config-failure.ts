import type { ConfigError } from '../hosted-collector.ts';
import type { SourceRange } from './config-node.ts';

/** Why a configuration can't be used: what an editor underlines, and what the collector prints. */
export interface ConfigFailure {
  /** One entry for each thing that is wrong. */
  readonly errors: readonly ConfigError[];
  /** The text of the collector's `validate`, over several lines where it has them. */
  readonly text: string;
  /** Where it was found: references, decoding, or validation, which the collector words differently when it runs. */
  readonly stage: 'resolve' | 'unmarshal' | 'validate';
}

export function configError(message: string, range: SourceRange | undefined): ConfigError {
  if (range === undefined) return { message };
  return { message, location: { ...range } };
}
