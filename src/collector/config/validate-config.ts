import { defaultGates, type FeatureGates } from './feature-gates.ts';
import type { LoadedConfig } from './loaded-config.ts';
import { pipelineSchema } from './service-config.ts';
import { telemetrySchema } from './telemetry-config.ts';
import { validateStruct } from './validate.ts';

/** One thing the validation objects to, as it is printed, with the path of the key to underline. */
export interface ConfigProblem {
  readonly message: string;
  /** The line that is printed for it where that isn't the message. */
  readonly printed?: string;
  /** What stands between the one before and what is printed for it. Default: a line break. */
  readonly joint?: '\n' | '; ';
  readonly at: readonly string[];
}

/** Sections in the order of the collector's Config struct, which is the order of its validation errors. */
const SECTION_ORDER = ['receivers', 'exporters', 'processors', 'connectors', 'extensions'] as const;

/** Everything wrong with a decoded configuration: what concerns the whole first, then each component, then the pipelines. */
export function validateConfig(
  config: LoadedConfig,
  gates: FeatureGates = defaultGates,
): readonly ConfigProblem[] {
  const whole = validateWhole(config, gates);
  return [
    ...(whole === undefined ? [] : [whole]),
    ...validateComponents(config),
    ...validateTelemetry(config),
    ...validatePipelines(config, gates),
  ];
}

/** The collector reports the first of these only. */
function validateWhole(config: LoadedConfig, gates: FeatureGates): ConfigProblem | undefined {
  const { receivers, exporters, processors, connectors, extensions } = config;
  if ([receivers, exporters, processors, connectors, extensions].every((section) => section.size === 0)) {
    return { message: 'empty configuration file', at: [] };
  }
  const pipelinesNeeded = !gates.has('service.AllowNoPipelines');
  if (pipelinesNeeded && receivers.size === 0) {
    return { message: 'no receiver configuration specified in config', at: ['receivers'] };
  }
  if (pipelinesNeeded && exporters.size === 0) {
    return { message: 'no exporter configuration specified in config', at: ['exporters'] };
  }
  return ambiguousConnector(config) ?? missingExtension(config) ?? missingReference(config);
}

function ambiguousConnector(config: LoadedConfig): ConfigProblem | undefined {
  for (const id of config.connectors.keys()) {
    const other = config.exporters.has(id) ? 'exporter' : config.receivers.has(id) ? 'receiver' : undefined;
    if (other === undefined) continue;
    const remedy = `Change one of the components' IDs to eliminate ambiguity (e.g. rename "${id}" connector to "${id}/connector")`;
    const message = `connectors::${id}: ambiguous ID: Found both "${id}" ${other} and "${id}" connector. ${remedy}`;
    return { message, at: ['connectors', id] };
  }
  return undefined;
}

function missingExtension(config: LoadedConfig): ConfigProblem | undefined {
  const index = config.serviceExtensions.findIndex((id) => !config.extensions.has(id));
  if (index < 0) return undefined;
  const id = config.serviceExtensions[index];
  const message = `service::extensions: references extension "${id}" which is not configured`;
  return { message, at: ['service', 'extensions', String(index)] };
}

function missingReference(config: LoadedConfig): ConfigProblem | undefined {
  for (const pipeline of config.pipelines) {
    const lists = [
      ['receiver', 'receivers', pipeline.receivers, [config.receivers, config.connectors]],
      ['processor', 'processors', pipeline.processors, [config.processors]],
      ['exporter', 'exporters', pipeline.exporters, [config.exporters, config.connectors]],
    ] as const;
    for (const [kind, key, ids, sections] of lists) {
      const index = ids.findIndex((id) => !sections.some((section) => section.has(id)));
      if (index < 0) continue;
      const message = `service::pipelines::${pipeline.id}: references ${kind} "${ids[index]}" which is not configured`;
      return { message, at: ['service', 'pipelines', pipeline.id, key, String(index)] };
    }
  }
  return undefined;
}

function validateComponents(config: LoadedConfig): ConfigProblem[] {
  return SECTION_ORDER.flatMap((section) =>
    [...config[section].values()].flatMap((component) =>
      validateStruct(component.factory.schema, component.config).map(
        ({ message, printed, joint, path, at }) => ({
          message: `${[section, component.id, ...path].join('::')}: ${message}`,
          at: [section, component.id, ...at],
          ...(printed === undefined ? {} : { printed }),
          ...(joint === undefined ? {} : { joint }),
        }),
      ),
    ),
  );
}

function validateTelemetry(config: LoadedConfig): ConfigProblem[] {
  return validateStruct(telemetrySchema, config.telemetry).map(({ message, path, at }) => ({
    message: `${['service', 'telemetry', ...path].join('::')}: ${message}`,
    at: ['service', 'telemetry', ...at],
  }));
}

function validatePipelines(config: LoadedConfig, gates: FeatureGates): ConfigProblem[] {
  if (config.pipelines.length === 0 && !gates.has('service.AllowNoPipelines')) {
    const message = 'service::pipelines: service must have at least one pipeline';
    return [{ message, at: ['service', 'pipelines'] }];
  }
  const gated = config.pipelines
    .filter((pipeline) => pipeline.signal === 'profiles' && !gates.has('service.profilesSupport'))
    .slice(0, 1)
    .map(({ id }) => ({
      message: `service::pipelines: pipeline "${id}": profiling signal support is at alpha level, gated under the "service.profilesSupport" feature gate`,
      at: ['service', 'pipelines', id],
    }));
  const each = config.pipelines.flatMap(({ id, receivers, processors, exporters }) =>
    validateStruct(pipelineSchema, { receivers, processors, exporters }).map(({ message, at }) => ({
      message: `service::pipelines::${id}: ${message}`,
      at: ['service', 'pipelines', id, ...at],
    })),
  );
  return [...gated, ...each];
}
