/** A collector for tests: takes the names of spans as text, and hands them over when it is flushed. */
import type { CollectorEvents, CollectorStart, HostedCollector } from '../../collector/hosted-collector.ts';
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import type { CounterValue } from '../../collector/pipeline/self-telemetry.ts';
import { makeSpan } from './make-span.ts';

export class FakeCollector implements HostedCollector {
  readonly calls: string[] = [];
  readonly startAnswer: CollectorStart = { ok: true, ports: [4318], warnings: [] };
  #events: CollectorEvents | undefined;
  #queued: string[] = [];
  #sent = 0;

  constructor(overrides: Partial<Pick<FakeCollector, 'start' | 'shutdown' | 'startAnswer'>> = {}) {
    Object.assign(this, overrides);
  }

  async start(config: string, events: CollectorEvents): Promise<CollectorStart> {
    this.calls.push(`start ${config}`);
    this.#events = events;
    return this.startAnswer;
  }

  async request(port: number, request: HttpRequest): Promise<HttpResponse | undefined> {
    if (port !== 4318) return undefined;
    this.#queued.push(new TextDecoder().decode(request.body));
    this.#events?.exchange?.({
      method: request.method,
      path: request.path,
      status: 200,
      requestBytes: request.body.length,
    });
    return { status: 200, headers: {}, body: new Uint8Array() };
  }

  async status() {
    return [];
  }

  async counters(): Promise<CounterValue[]> {
    return [{ name: 'otelcol_exporter_sent_spans', attributes: { exporter: 'fake' }, value: this.#sent }];
  }

  async setFaults(): Promise<void> {}

  async shutdown(): Promise<void> {
    this.calls.push('shutdown');
    this.deliver();
  }

  /** What is queued reaches the exporters. */
  deliver(): void {
    for (const name of this.#queued.splice(0)) {
      const { span, resource, scope } = makeSpan({ name });
      this.#sent += 1;
      this.#events?.log(`exported ${name}`);
      this.#events?.traces({
        resourceSpans: [{ resource, schemaUrl: '', scopeSpans: [{ scope, spans: [span], schemaUrl: '' }] }],
      });
    }
  }

  dispose(): void {}
}
