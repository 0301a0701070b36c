import { formatDuration } from '../../../config/duration.ts';
import type { HttpResponse } from '../../../http.ts';
import type { Extension, ExtensionContext } from '../../../pipeline/component.ts';
import { type Listener, parseEndpoint } from '../../../pipeline/network.ts';
import { goTime } from '../../http-server/go-time.ts';
import { textAnswer } from '../../http-server/plain-answer.ts';
import { routed } from '../../http-server/routed.ts';
import type { HealthCheckConfig } from './config.ts';

/** Nothing of a request's body is looked at. */
const NO_BODY = { maxBodyBytes: 0 };

/** Says on a page whether the collector is ready: from when all pipelines run until it is told to stop. */
export function createHealthCheck(config: HealthCheckConfig, context: ExtensionContext): Extension {
  const { clock, logger, network } = context;
  let listener: Listener | undefined;
  /** Since when it is ready, ns since the Unix epoch. */
  let upSince: bigint | undefined;

  function answer(): HttpResponse {
    const status = upSince === undefined ? 503 : 200;
    const { response_body: texts } = config;
    if (texts !== undefined) {
      const text = upSince === undefined ? texts.unhealthy : texts.healthy;
      return textAnswer(status, text, { 'content-type': 'text/plain; charset=utf-8' });
    }
    const body =
      upSince === undefined
        ? { status: 'Server not available', upSince: '0001-01-01T00:00:00Z', uptime: '' }
        : {
            status: 'Server available',
            upSince: goTime(upSince),
            uptime: formatDuration(clock.now() - upSince),
          };
    return textAnswer(status, JSON.stringify(body), { 'content-type': 'application/json' });
  }

  return {
    async start() {
      const { endpoint, path } = config;
      logger.log('info', 'Starting health_check extension', { config: { endpoint, path } });
      try {
        const handler = routed({ [path]: async () => answer() });
        listener = await network.listen(parseEndpoint(endpoint), handler, NO_BODY);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`failed to bind to address ${endpoint}: ${reason}`, { cause: error });
      }
    },
    ready() {
      upSince ??= clock.now();
      logger.log('info', 'Health Check state change', { status: 'ready' });
    },
    notReady() {
      upSince = undefined;
      logger.log('info', 'Health Check state change', { status: 'unavailable' });
    },
    async shutdown() {
      await listener?.close();
    },
  };
}
