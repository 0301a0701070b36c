import type { LoadedConfig, PipelineConfig } from '../config/loaded-config.ts';
import { BuildError } from './build-error.ts';
import type { ConnectorFactory, ConnectorPair } from './component.ts';

/**
 * Checks that every connector is used on both sides with signals it can take and give, and that no data can come back
 * to where it was (core service/internal/graph). Throws BuildError.
 */
export function checkConnectors(config: LoadedConfig): void {
  for (const id of config.connectors.keys()) checkSides(config, id);
  checkCycles(config);
}

/** The pipelines a connector feeds with what a pipeline of the signal exports to it. */
export function fedPipelines(config: LoadedConfig, id: string, signal: string): PipelineConfig[] {
  return config.pipelines.filter(
    (pipeline) => pipeline.receivers.includes(id) && supports(config, id, signal, pipeline.signal),
  );
}

function supports(config: LoadedConfig, id: string, taken: string, given: string): boolean {
  const factory = config.connectors.get(id)?.factory as ConnectorFactory | undefined;
  return factory?.create[`${taken}_to_${given}` as ConnectorPair] !== undefined;
}

function checkSides(config: LoadedConfig, id: string): void {
  const asExporter = config.pipelines.filter((pipeline) => pipeline.exporters.includes(id));
  const asReceiver = config.pipelines.filter((pipeline) => pipeline.receivers.includes(id));
  const lonelyExporter = asExporter.find(
    ({ signal }) => !asReceiver.some((other) => supports(config, id, signal, other.signal)),
  );
  if (lonelyExporter !== undefined) {
    throw oneSided(id, 'exporter', 'receiver', asExporter, lonelyExporter);
  }
  const lonelyReceiver = asReceiver.find(
    ({ signal }) => !asExporter.some((other) => supports(config, id, other.signal, signal)),
  );
  if (lonelyReceiver !== undefined) {
    throw oneSided(id, 'receiver', 'exporter', asReceiver, lonelyReceiver);
  }
}

function oneSided(
  id: string,
  side: 'exporter' | 'receiver',
  other: 'exporter' | 'receiver',
  pipelines: readonly PipelineConfig[],
  lonely: PipelineConfig,
): BuildError {
  const names = pipelines.filter(({ signal }) => signal === lonely.signal).map((pipeline) => pipeline.id);
  const text = `connector "${id}" used as ${side} in [${names.join(' ')}] pipeline but not used in any supported ${other} pipeline`;
  return new BuildError(text, ['service', 'pipelines', lonely.id, `${side}s`]);
}

/** A step of the data's way: out of a pipeline through a connector. */
interface Step {
  readonly pipeline: PipelineConfig;
  readonly connector: string;
}

function checkCycles(config: LoadedConfig): void {
  const done = new Set<string>();
  const visit = (pipeline: PipelineConfig, way: readonly Step[]): void => {
    const from = way.findIndex((step) => step.pipeline.id === pipeline.id);
    if (from >= 0) throw cycle(way.slice(from));
    if (done.has(pipeline.id)) return;
    for (const connector of pipeline.exporters.filter((id) => config.connectors.has(id))) {
      for (const next of fedPipelines(config, connector, pipeline.signal)) {
        visit(next, [...way, { pipeline, connector }]);
      }
    }
    done.add(pipeline.id);
  };
  for (const pipeline of config.pipelines) visit(pipeline, []);
}

/** Told from the first connector of the cycle, with the processors in between, until it comes back to it. */
function cycle(steps: readonly Step[]): BuildError {
  const details = steps.flatMap(({ pipeline, connector }, place) => {
    const next = steps[(place + 1) % steps.length] ?? steps[0];
    const target = next?.pipeline ?? pipeline;
    return [
      `connector "${connector}" (${pipeline.signal} to ${target.signal})`,
      ...target.processors.map((id) => `processor "${id}" in pipeline "${target.id}"`),
    ];
  });
  const [first = ''] = details;
  const path = ['service', 'pipelines', steps[0]?.pipeline.id ?? '', 'exporters'];
  return new BuildError(`cycle detected: ${[...details, first].join(' -> ')}`, path);
}
