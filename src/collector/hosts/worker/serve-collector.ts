import type { HostedCollector } from '../../hosted-collector.ts';
import { type FromWorker, type ToWorker, transferable } from './messages.ts';

/** The worker's end of the channel: the worker's global scope, or a port in tests. */
export interface WorkerEnd {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** Answers the calls that come in on a channel with a collector of this thread. */
export function serveCollector(end: WorkerEnd, collector: HostedCollector): void {
  const post = (message: FromWorker, transfer: Transferable[] = []): void =>
    end.postMessage(message, transfer);
  end.addEventListener('message', ({ data }) => {
    const message = data as ToWorker;
    answer(collector, message, post).catch((error: unknown) => {
      const { name, message: text } = error instanceof Error ? error : new Error(String(error));
      post({ kind: 'error', id: message.id, error: { name, message: text } });
    });
  });
}

async function answer(
  collector: HostedCollector,
  message: ToWorker,
  post: (message: FromWorker, transfer?: Transferable[]) => void,
): Promise<void> {
  const { id } = message;
  switch (message.call) {
    case 'start': {
      const result = await collector.start(message.args.config, {
        log: (line) => post({ kind: 'log', run: id, line }),
        traces: (data) => post({ kind: 'traces', run: id, data }),
        exchange: (exchange) => post({ kind: 'exchange', run: id, exchange }),
      });
      return post({ kind: 'result', id, result });
    }
    case 'request': {
      const response = await collector.request(message.args.port, message.args.request);
      if (response === undefined) return post({ kind: 'result', id, result: undefined });
      const { bytes, transfer } = transferable(response.body);
      return post({ kind: 'result', id, result: { ...response, body: bytes } }, transfer);
    }
    case 'status':
      return post({ kind: 'result', id, result: await collector.status() });
    case 'shutdown':
      await collector.shutdown();
      return post({ kind: 'result', id, result: undefined });
  }
}
