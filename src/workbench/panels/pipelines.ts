import type { ComponentStatus } from '../../collector/hosted-collector.ts';

/** The way of the data through one pipeline; the components of a stage stand side by side. */
export interface Pipeline {
  /** "traces", "traces/2" */
  readonly name: string;
  readonly stages: readonly (readonly ComponentStatus[])[];
}

/** Groups counters by pipeline: all receivers, each processor in its order, all exporters. */
export function pipelinesOf(status: readonly ComponentStatus[]): readonly Pipeline[] {
  const byName = Map.groupBy(status, (component) => component.pipeline);
  return [...byName].map(([name, components]) => {
    const of = (kind: ComponentStatus['kind']) => components.filter((component) => component.kind === kind);
    const stages = [of('receiver'), ...of('processor').map((processor) => [processor]), of('exporter')];
    return { name, stages: stages.filter((stage) => stage.length > 0) };
  });
}
