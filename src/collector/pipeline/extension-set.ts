import type { ComponentConfig, LoadedConfig } from '../config/loaded-config.ts';
import type { ComponentStatus } from '../hosted-collector.ts';
import { BuildError } from './build-error.ts';
import type { ComponentContext, Extension, ExtensionContext, ExtensionFactory } from './component.ts';
import { guardedClock } from './guarded-clock.ts';

export interface ExtensionInstance {
  readonly id: string;
  readonly extension: Extension;
}

/** Creates the extensions that `service::extensions` names, and puts each into `created` for those that use it. */
export function buildExtensions(
  config: LoadedConfig,
  shared: Omit<ComponentContext, 'id'>,
  created: Map<string, Extension>,
  status: () => readonly ComponentStatus[],
): ExtensionInstance[] {
  return config.serviceExtensions.flatMap((id) => {
    const component = config.extensions.get(id);
    if (component === undefined) return [];
    const fields = { 'otelcol.component.id': id, 'otelcol.component.kind': 'extension' };
    const logger = shared.logger.with(fields);
    const extension = create(component, {
      ...shared,
      id,
      logger,
      clock: guardedClock(shared.clock, logger, () => undefined),
      collector: {
        status,
        counters: () => shared.telemetry.values(),
        extensions: config.serviceExtensions,
        pipelines: config.pipelines.map(({ id: pipeline, receivers, processors, exporters }) => ({
          id: pipeline,
          receivers,
          processors,
          exporters,
        })),
      },
    });
    created.set(id, extension);
    return [{ id, extension }];
  });
}

function create({ id, factory, config }: ComponentConfig, context: ExtensionContext): Extension {
  try {
    return (factory as ExtensionFactory).create(config as never, context);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BuildError(`failed to create extension "${id}": ${reason}`, ['extensions', id], 'extensions');
  }
}
