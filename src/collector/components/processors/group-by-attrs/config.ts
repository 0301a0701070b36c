import { type ConfigOf, field, list, string, struct } from '../../../config/schema.ts';

export const groupByAttrsSchema = struct('groupbyattrsprocessor.Config', {
  keys: field(
    list(string()),
    'The attributes that are moved from items to the resource, which is that of all items with the same values. Without any, items of equal resources and scopes are put together.',
  ),
});

export type GroupByAttrsConfig = ConfigOf<typeof groupByAttrsSchema>;
