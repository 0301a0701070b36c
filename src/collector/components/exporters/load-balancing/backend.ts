import { cloneData } from '../../../../otlp/clone-message.ts';
import type { Exporter } from '../../../pipeline/component.ts';
import type { CarriedSignal, ConsumeContext, Consumer, SignalData } from '../../../pipeline/consumer.ts';

/** One of those that data is divided among, and the exporter that leads to it. */
export class Backend<S extends CarriedSignal> {
  readonly endpoint: string;
  readonly #signal: S;
  readonly #exporter: Exporter;
  readonly #consumer: Consumer<S>;
  #underWay = 0;
  #idle: (() => void) | undefined;

  constructor(endpoint: string, signal: S, exporter: Exporter, consumer: Consumer<S>) {
    this.endpoint = endpoint;
    this.#signal = signal;
    this.#exporter = exporter;
    this.#consumer = consumer;
  }

  /** Notes that data will come, so that a shutdown waits for it. */
  expect(): void {
    this.#underWay += 1;
  }

  /** Hands over data that was expected. */
  async send(data: SignalData[S], context: ConsumeContext): Promise<void> {
    const { mutatesData } = this.#consumer;
    try {
      // The items may be others' as well.
      await this.#consumer.consume(mutatesData ? cloneData(this.#signal, data) : data, context);
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#idle?.();
    }
  }

  async shutdown(): Promise<void> {
    if (this.#underWay > 0) {
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
    }
    await this.#exporter.shutdown?.();
  }
}
