import type { HttpHandler } from '../../../http.ts';
import type { Extension, ExtensionContext } from '../../../pipeline/component.ts';
import type { Listener } from '../../../pipeline/network.ts';
import { listenHttp } from '../../http-server/listen-http.ts';
import { plainAnswer } from '../../http-server/plain-answer.ts';
import { routed } from '../../http-server/routed.ts';
import type { ZpagesConfig } from './config.ts';
import { debugPages } from './debug-pages.ts';

/** Shows on pages what the collector is made of and does. */
export function createZpages(config: ZpagesConfig, context: ExtensionContext): Extension {
  const { clock, logger, network } = context;
  let listener: Listener | undefined;

  function handlers(startedAt: bigint): Readonly<Record<string, HttpHandler>> {
    const pages = Object.entries(debugPages).map(([path, page]) => [
      path,
      async () => page(context, startedAt),
    ]);
    return {
      ...Object.fromEntries(pages),
      ...(config.expvar.enabled ? { '/debug/expvarz': async () => expvarz } : {}),
    };
  }

  return {
    async start() {
      logger.log('warn', 'zPages span processor registration is not available');
      logger.log('info', "Registered Host's zPages");
      listener = await listenHttp(config, network, routed(handlers(clock.now())));
      logger.log('info', 'Starting zPages extension', {
        config: { endpoint: config.endpoint, expvar: { enabled: config.expvar.enabled } },
      });
    },
    async shutdown() {
      await listener?.close();
    },
  };
}

const expvarz = plainAnswer(
  501,
  'expvarz is known, but not implemented here: it shows variables of Go’s runtime',
);
