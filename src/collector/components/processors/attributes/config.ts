import { type ConfigOf, field, struct } from '../../../config/schema.ts';
import { actionsSchema } from '../attribute-actions/action-config.ts';
import { matchFields } from '../match-properties/match-config.ts';

export const attributesSchema = struct(
  'attributesprocessor.Config',
  {
    ...matchFields,
    actions: field(actionsSchema, 'What to do with attributes, one after the other. Required.'),
  },
  {
    validate: ({ actions }) =>
      actions === undefined || actions.length === 0
        ? [{ message: 'missing required field "actions"', at: ['actions'] }]
        : [],
  },
);

export type AttributesConfig = ConfigOf<typeof attributesSchema>;
