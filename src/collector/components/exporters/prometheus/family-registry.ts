import type { Clock } from '../../../pipeline/clock.ts';
import type { Logger } from '../../../pipeline/logger.ts';
import type { FamilyType } from './metric-family.ts';

interface Known {
  readonly type: FamilyType;
  readonly help: string;
  lastSeen: bigint;
}

/** The type and the help text of every name, which stay those it was first seen with, until it is seen no more. */
export class FamilyRegistry {
  readonly #known = new Map<string, Known>();
  readonly #expiration: bigint;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(expiration: bigint, clock: Clock, logger: Logger) {
    this.#expiration = expiration;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** The help text to show. Throws where the name is one of another type. */
  helpFor(name: string, type: FamilyType, description: string): string {
    const now = this.#clock.now();
    const known = this.#known.get(name);
    if (known === undefined) {
      this.#known.set(name, { type, help: description, lastSeen: now });
      return description;
    }
    if (known.type !== type) {
      const types = `existing: ${known.type.toUpperCase()}, dropped: ${type.toUpperCase()}`;
      throw new Error(
        `instrument type conflict, using existing type definition. instrument: ${name}, ${types}`,
      );
    }
    known.lastSeen = now;
    if (known.help !== description) {
      this.#logger.log('info', 'Instrument description conflict, using existing', {
        instrument: name,
        existing: known.help,
        dropped: description,
      });
    }
    return known.help;
  }

  forgetExpired(): void {
    const oldest = this.#clock.now() - this.#expiration;
    for (const [name, { lastSeen }] of this.#known) {
      if (lastSeen >= oldest) continue;
      this.#logger.log('debug', 'metric expired', { instrument: name });
      this.#known.delete(name);
    }
  }
}
