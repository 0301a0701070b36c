import type { Extension, ExtensionContext } from '../../../pipeline/component.ts';
import type { OpampConfig } from './config.ts';

/** Says that there is no OpAMP client yet: the configuration is checked, and nothing is sent. */
export function createOpamp(config: OpampConfig, { logger }: ExtensionContext): Extension {
  const { ws, http } = config.server;
  const endpoint = ws?.endpoint ?? http?.endpoint ?? '';
  return {
    async start() {
      const text =
        'The opamp extension is known, but its OpAMP client is not implemented here yet: the server is not contacted';
      logger.log('warn', text, { endpoint });
    },
  };
}
