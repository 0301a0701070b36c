/**
 * Loaded into the program's process before the program (`node --import`). Gives the run its own local ports, answers the
 * host's watchdog and reports what nobody caught. The program itself is not touched.
 */
import { inspect } from 'node:util';
import { hearHost, tellHost } from './control.ts';
import { refuseConnection, virtualizeConnect } from './virtual-connect.ts';
import { virtualizeListen } from './virtual-listen.ts';

const sockets = new URL(import.meta.url).searchParams.get('sockets');
if (sockets === null) throw new Error('The preload needs the folder of the run as ?sockets=');

virtualizeListen(sockets);
virtualizeConnect(sockets);

hearHost((message) => {
  if (message.type === 'ping') tellHost({ type: 'pong' });
  else refuseConnection(message.connection);
});

process.on('uncaughtExceptionMonitor', (error: unknown) => {
  // The monitor hears those too that the program handles.
  if (process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback()) return;
  if (!(error instanceof Error)) {
    tellHost({ type: 'uncaught', name: 'Uncaught', message: inspect(error), stack: '', code: '' });
    return;
  }
  const { name, message, stack } = error;
  const code = 'code' in error ? String(error.code) : '';
  tellHost({ type: 'uncaught', name: String(name), message: String(message), stack: String(stack), code });
});

tellHost({ type: 'ready' });
