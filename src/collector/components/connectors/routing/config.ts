import {
  type ConfigOf,
  type Finding,
  field,
  list,
  parsedString,
  type StructOf,
  string,
  struct,
} from '../../../config/schema.ts';
import { errorModeSchema } from '../../../ottl/error-mode-schema.ts';
import { OttlError } from '../../../ottl/ottl-error.ts';
import { parseRequestCondition } from './request-condition.ts';

export type RouteAction = 'move' | 'copy';

const CONTEXTS = ['resource', 'span', 'metric', 'datapoint', 'log', 'otelcol', 'request'];

const routeSchema = struct('routingconnector.RoutingTableItem', {
  context: field(
    { ...string(), values: CONTEXTS },
    'The context of the condition; without it the condition finds its own from its paths, or is one on resources. "request" is deprecated.',
  ),
  statement: field(
    string(),
    'An OTTL statement, "route() where …"; data for which its condition holds takes the route.',
  ),
  condition: field(string(), 'An OTTL condition; data for which it holds takes the route.'),
  action: field(
    parsedString<RouteAction | ''>({
      goType: 'routingconnector.Action',
      default: '',
      values: ['move', 'copy'],
      parse(text) {
        if (text === 'move' || text === 'copy') return text;
        throw new Error(`invalid Action string: ${text}`);
      },
    }),
    'Whether matching data is gone for the routes after this one (move, the default), or stays (copy).',
  ),
  pipelines: field(list(string()), 'The ids of the pipelines behind the route.'),
});

export type RouteConfig = ConfigOf<typeof routeSchema>;

const fields = {
  error_mode: field(
    errorModeSchema('ignore'),
    'What becomes of errors of conditions: the data takes another route (ignore, silent), or is refused (propagate).',
  ),
  default_pipelines: field(
    list(string()),
    'The ids of the pipelines for data that takes no route. Without any it is dropped.',
  ),
  table: field(list(routeSchema), 'The routes, which are tried one after the other.'),
};

export type RoutingConfig = StructOf<typeof fields>;

export const routingSchema = struct('routingconnector.Config', fields, {
  validate(config) {
    const routes = config.table ?? [];
    if (routes.length === 0) {
      return [{ message: 'invalid routing table: the routing table is empty', at: ['table'] }];
    }
    for (const [index, route] of routes.entries()) {
      const found = routeFinding(route);
      if (found !== undefined) {
        return [{ message: found.message, at: ['table', String(index), ...(found.at ?? [])] }];
      }
    }
    return [];
  },
});

/** The collector reports the first only. */
function routeFinding({ context, statement, condition, pipelines }: RouteConfig): Finding | undefined {
  if (statement === '' && condition === '') {
    return { message: 'invalid route: no condition or statement provided' };
  }
  if (statement !== '' && condition !== '') {
    return { message: 'invalid route: both condition and statement provided', at: ['statement'] };
  }
  if ((pipelines ?? []).length === 0) return { message: 'invalid route: no pipelines defined' };
  if (context !== '' && !CONTEXTS.includes(context)) {
    return { message: `invalid context: ${context}`, at: ['context'] };
  }
  if (context !== 'request') return undefined;
  if (statement !== '') return { message: '"request" context requires a \'condition\'', at: ['statement'] };
  try {
    parseRequestCondition(condition);
    return undefined;
  } catch (error) {
    if (error instanceof OttlError) return { message: error.message, at: ['condition'] };
    throw error;
  }
}
