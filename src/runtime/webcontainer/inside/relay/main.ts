/** The relay: a process of the container that carries HTTP between the container's processes and the page, as bytes. */
import { LabRequestError } from '../../../lab-runtime.ts';
import { requestServer } from '../../../node/request-server.ts';
import { FrameReader } from '../../relay/frames.ts';
import { HELLO, type RelayHello, type ToRelay } from '../../relay/relay-messages.ts';
import { Gateway } from './gateway.ts';
import { WindowedOutput } from './windowed-output.ts';

/** For the preload's connections; the first free one is taken. */
const PORTS = Array.from({ length: 20 }, (_, at) => 49_317 + at);

type Reader = (text: string) => void;

let read: Reader = waitForHello();
if (process.stdin.isTTY) process.stdin.setRawMode(true);
process.stdin.setEncoding('latin1').on('data', (text) => read(String(text)));
// Only the page closes it, by going away.
process.stdin.on('end', () => process.exit());

function waitForHello(): Reader {
  let text = '';
  return (chunk) => {
    text += chunk;
    const end = text.indexOf('\n');
    if (end < 0) return;
    const line = text.slice(0, end).trim();
    const rest = text.slice(end + 1);
    if (!line.startsWith(HELLO)) return;
    read = serve(JSON.parse(line.slice(HELLO.length)) as RelayHello);
    read(rest);
  };
}

function serve(hello: RelayHello): Reader {
  const output = new WindowedOutput(hello.out, (text) => process.stdout.write(text));
  const fatal = (reason: string): void => output.send({ type: 'fatal', reason });
  let requests = 0;
  const gateway = new Gateway(hello.openPorts, {
    room: () => output.room(),
    request(id, port, { method, path, headers, body }) {
      requests++;
      output.send({ type: 'request', id, port, method, path, headers }, body);
    },
  });
  const listening = gateway.listen(PORTS);
  listening.then(
    (port) => output.send({ type: 'ready', port }),
    (error: unknown) => fatal(`The relay could not listen: ${String(error)}`),
  );

  const obey = async (message: ToRelay, body: Uint8Array): Promise<void> => {
    switch (message.type) {
      case 'begin':
        return gateway.begin(message.token);
      case 'end':
        return gateway.end();
      case 'ack':
        return output.acknowledged(message.sequence);
      case 'response':
        return gateway.respond(message.id, { ...message, body });
      case 'refuse':
        return gateway.refuse(message.id);
      case 'ping':
        return gateway.ping();
      case 'echo':
        return output.send({ type: 'echoed', id: message.id });
      case 'fence':
        await gateway.drained(await listening);
        return output.send({ type: 'fenced', id: message.id, requests });
      case 'call': {
        const { id, port } = message;
        try {
          const answer = await requestServer(undefined, port, { ...message, body });
          output.send({ type: 'answer', id, status: answer.status, headers: answer.headers }, answer.body);
        } catch (error) {
          const code = error instanceof LabRequestError ? error.code : 'ECONNRESET';
          output.send({ type: 'unanswered', id, code });
        }
      }
    }
  };
  const reader = new FrameReader(hello.in, {
    message: (head, body) => {
      obey(head as ToRelay, body).catch((error: unknown) => fatal(`The relay failed: ${String(error)}`));
    },
    broken: (reason) => fatal(`The relay was sent ${reason}`),
  });
  return (text) => reader.push(text);
}
