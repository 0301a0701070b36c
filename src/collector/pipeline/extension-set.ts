import type { LoadedConfig } from '../config/loaded-config.ts';
import type { ComponentStatus } from '../hosted-collector.ts';
import type { ComponentContext, Extension, ExtensionFactory } from './component.ts';

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
    const extension = (component.factory as ExtensionFactory).create(component.config as never, {
      ...shared,
      id,
      logger: shared.logger.with(fields),
      collector: {
        status,
        counters: () => shared.telemetry.values(),
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
