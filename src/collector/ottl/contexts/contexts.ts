/** The contexts of OTTL (contexts/ottl…/): their paths and symbols. */
import type { PathParser } from '../compile/path.ts';
import { type ContextDefinition, type ContextName, goTypeOfContext } from './context-definition.ts';
import { dataPointPaths } from './data-point-paths.ts';
import { dataPointEnums, logEnums, metricEnums, spanEnums } from './enums.ts';
import { exemplarPaths } from './exemplar-paths.ts';
import { logPaths } from './log-paths.ts';
import { metricPaths } from './metric-paths.ts';
import { otelcolPaths } from './otelcol-paths.ts';
import { profilePaths } from './profile-paths.ts';
import { resourcePaths, scopePaths } from './resource-paths.ts';
import { spanEventPaths } from './span-event-paths.ts';
import { spanPaths } from './span-paths.ts';

const PARSERS: Readonly<Record<string, PathParser>> = {
  resource: resourcePaths,
  scope: scopePaths,
  instrumentation_scope: scopePaths,
  span: spanPaths,
  spanevent: spanEventPaths,
  log: logPaths,
  metric: metricPaths,
  datapoint: dataPointPaths,
  exemplar: exemplarPaths,
  profile: profilePaths,
  otelcol: otelcolPaths,
};

function define(
  name: ContextName,
  pathNames: readonly string[],
  enums: ContextDefinition['enums'],
): ContextDefinition {
  const paths = new Map<string, PathParser>();
  for (const pathName of pathNames) {
    const parser = PARSERS[pathName];
    if (parser !== undefined) paths.set(pathName, parser);
  }
  return { name, goType: goTypeOfContext(name), pathNames, paths, enums };
}

const SCOPE = ['instrumentation_scope', 'scope'];

export const contexts: Readonly<Record<ContextName, ContextDefinition>> = {
  resource: define('resource', ['resource', 'otelcol'], 'resource context does not provide Enum support'),
  scope: define(
    'scope',
    ['scope', 'resource', 'otelcol'],
    'instrumentation scope context does not provide Enum support',
  ),
  span: define('span', ['span', 'resource', ...SCOPE, 'otelcol'], spanEnums),
  spanevent: define('spanevent', ['spanevent', 'span', 'resource', ...SCOPE, 'otelcol'], spanEnums),
  metric: define('metric', ['metric', ...SCOPE, 'resource', 'otelcol'], metricEnums),
  datapoint: define('datapoint', ['datapoint', 'resource', ...SCOPE, 'metric', 'otelcol'], dataPointEnums),
  exemplar: define(
    'exemplar',
    ['exemplar', 'datapoint', 'resource', ...SCOPE, 'metric', 'otelcol'],
    'exemplar context does not support enums',
  ),
  log: define('log', ['log', ...SCOPE, 'resource', 'otelcol'], logEnums),
  profile: define('profile', ['profile', ...SCOPE, 'resource', 'otelcol'], new Map()),
  otelcol: define('otelcol', ['otelcol'], 'context `otelcol` does not provide Enum support'),
};
