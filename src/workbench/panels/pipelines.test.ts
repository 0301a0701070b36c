import { describe, expect, it } from 'vitest';
import type { ComponentStatus } from '../../collector/hosted-collector.ts';
import { pipelinesOf } from './pipelines.ts';

const component = (pipeline: string, kind: ComponentStatus['kind'], id: string): ComponentStatus => ({
  pipeline,
  kind,
  id,
  incoming: 1,
  outgoing: 1,
  refused: 0,
});

describe('the pipelines of a collector', () => {
  it('are drawn in the way of the data, exporters side by side', () => {
    const pipelines = pipelinesOf([
      component('traces', 'receiver', 'otlp'),
      component('traces', 'processor', 'memory_limiter'),
      component('traces', 'processor', 'batch'),
      component('traces', 'exporter', 'debug'),
      component('traces', 'exporter', 'trace_store'),
      component('traces/2', 'receiver', 'otlp'),
      component('traces/2', 'exporter', 'debug'),
    ]);
    const ids = pipelines.map(({ name, stages }) => [
      name,
      stages.map((stage) => stage.map(({ id }) => id).join('+')),
    ]);
    expect(ids).toEqual([
      ['traces', ['otlp', 'memory_limiter', 'batch', 'debug+trace_store']],
      ['traces/2', ['otlp', 'debug']],
    ]);
  });

  it('are none before the collector has told of any', () => {
    expect(pipelinesOf([])).toEqual([]);
  });
});
