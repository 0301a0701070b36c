import { type ConfigOf, field, struct } from '../../../config/schema.ts';
import { actionsSchema } from '../attribute-actions/action-config.ts';

export const resourceSchema = struct(
  'resourceprocessor.Config',
  {
    attributes: field(
      actionsSchema,
      'What to do with the attributes of resources, one after the other. Required.',
    ),
  },
  {
    validate: ({ attributes }) =>
      attributes === undefined || attributes.length === 0
        ? [{ message: 'missing required field "attributes"', at: ['attributes'] }]
        : [],
  },
);

export type ResourceConfig = ConfigOf<typeof resourceSchema>;
