import type { TracesData } from '../../../../otlp/model.ts';
import { type Consumer, emptyContext } from '../../../pipeline/consumer.ts';
import type { Logger } from '../../../pipeline/logger.ts';

/** Data on its way to the next consumer, one after the other; what can't be handed on is logged and lost. */
export class Outbox {
  readonly #next: Consumer<'traces'>;
  readonly #logger: Logger;
  #waiting: TracesData[] = [];

  constructor(next: Consumer<'traces'>, logger: Logger) {
    this.#next = next;
    this.#logger = logger;
  }

  get empty(): boolean {
    return this.#waiting.length === 0;
  }

  push(data: TracesData): void {
    this.#waiting.push(data);
  }

  /** Resolves when all is handed on. */
  async drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      for (const data of batch) await this.#send(data);
    }
  }

  async #send(data: TracesData): Promise<void> {
    try {
      await this.#next.consume(data, emptyContext);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.#logger.log('warn', 'Error sending spans to destination', { error: text });
    }
  }
}
