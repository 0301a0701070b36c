/**
 * The port to the page. Neither it nor the function that writes to it is ever reachable from the program: nothing here
 * goes through a method or an accessor that a program could have replaced.
 */
import type { FromThread, ToThread } from '../messages.ts';

type Post = (message: FromThread, transfer?: Transferable[]) => void;

const dataOf = Function.prototype.call.bind(
  Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get as () => unknown,
) as (event: MessageEvent) => unknown;

let post: Post = () => {};
let flushOutput: () => void = () => {};
let closed = false;

export function openPagePort(port: MessagePort, receive: (message: ToThread) => void): void {
  post = port.postMessage.bind(port) as Post;
  port.onmessage = (event) => {
    if (!closed) receive(dataOf(event) as ToThread);
  };
}

/** What is written to the output before another message must arrive before it. */
export function beforeEachMessage(flush: () => void): void {
  flushOutput = flush;
}

export function toPage(message: FromThread, transfer: Transferable[] = []): void {
  if (closed) return;
  if (message.type !== 'output') flushOutput();
  post(message, transfer);
  if (message.type === 'exit' || message.type === 'failed') closed = true;
}

/** After the end of the program nothing it does has an effect. */
export function isOver(): boolean {
  return closed;
}
