import type { HostedCollector } from '../../hosted-collector.ts';
import { type FromWorker, type ToWorker, transferable } from './messages.ts';

/** The worker's end of the channel: the worker's global scope, or a port in tests. */
export interface WorkerEnd {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

type Post = (message: FromWorker, transfer?: Transferable[]) => void;

/** Answers the calls that come in on a channel with collectors of this thread, by their names. */
export function serveCollectors(end: WorkerEnd, collectorOf: (name: string) => HostedCollector): void {
  const post: Post = (message, transfer = []) => end.postMessage(message, transfer);
  end.addEventListener('message', ({ data }) => {
    const message = data as ToWorker;
    answer(collectorOf(message.member), message, post).catch((error: unknown) => {
      const { name, message: text } = error instanceof Error ? error : new Error(String(error));
      post({ kind: 'error', id: message.id, error: { name, message: text } });
    });
  });
}

async function answer(collector: HostedCollector, message: ToWorker, post: Post): Promise<void> {
  const { id } = message;
  switch (message.call) {
    case 'start': {
      const { config, options } = message.args;
      const result = await collector.start(config, eventsOf(id, post), options);
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
    case 'counters':
      return post({ kind: 'result', id, result: await collector.counters() });
    case 'setFaults':
      await collector.setFaults(message.args.receiver, message.args.plan);
      return post({ kind: 'result', id, result: undefined });
    case 'shutdown':
      await collector.shutdown();
      return post({ kind: 'result', id, result: undefined });
  }
}

function eventsOf(run: number, post: Post) {
  return {
    log: (line) => post({ kind: 'log', run, line }),
    traces: (data) => post({ kind: 'data', run, signal: 'traces', data }),
    metrics: (data) => post({ kind: 'data', run, signal: 'metrics', data }),
    logs: (data) => post({ kind: 'data', run, signal: 'logs', data }),
    profiles: (data) => post({ kind: 'data', run, signal: 'profiles', data }),
    exchange: (exchange) => post({ kind: 'exchange', run, exchange }),
  } satisfies Required<Parameters<HostedCollector['start']>[1]>;
}
