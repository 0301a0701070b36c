import { componentId, field, list, struct } from './schema.ts';

const ids = list(componentId);

/** One pipeline of `service::pipelines`. */
export const pipelineSchema = struct(
  'pipelines.PipelineConfig',
  {
    receivers: field(ids, 'Where the data comes from: ids of receivers (or connectors).'),
    processors: field(ids, 'What the data goes through, in this order.'),
    exporters: field(ids, 'Where the data goes: ids of exporters (or connectors). Each gets all of it.'),
  },
  {
    validate(config) {
      if ((config.receivers ?? []).length === 0) {
        return [{ message: 'must have at least one receiver', at: ['receivers'] }];
      }
      if ((config.exporters ?? []).length === 0) {
        return [{ message: 'must have at least one exporter', at: ['exporters'] }];
      }
      const processors = config.processors ?? [];
      const index = processors.findIndex((id, place) => processors.indexOf(id) < place);
      if (index < 0) return [];
      const at = ['processors', String(index)];
      return [{ message: `references processor "${processors[index]}" multiple times`, at }];
    },
  },
);
