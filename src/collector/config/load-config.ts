import type { ConfigError } from '../hosted-collector.ts';
import type { Registry } from '../pipeline/registry.ts';
import { type ConfigFailure, configError } from './config-failure.ts';
import { type ConfigNode, goTypeOf, rangeAtPath, type SourceRange } from './config-node.ts';
import { flattenProblems, renderProblems } from './decode-problem.ts';
import { type Environment, ExpansionError, expandEnv } from './expand-env.ts';
import type { LoadedConfig } from './loaded-config.ts';
import { parseYaml, YamlError } from './parse-yaml.ts';
import { unmarshal } from './unmarshal.ts';
import { validateConfig } from './validate-config.ts';

export type LoadResult =
  | { readonly ok: true; readonly config: LoadedConfig; readonly warnings: readonly ConfigError[] }
  | ({ readonly ok: false; readonly warnings: readonly ConfigError[] } & ConfigFailure);

/**
 * Reads a collector configuration in the collector's order: expand references, unmarshal (all decoding errors, then
 * stop), validate (all errors, parents before children). Never throws for any text.
 */
export function loadConfig(text: string, registry: Registry, environment: Environment): LoadResult {
  const warnings: ConfigError[] = [];
  const failed = (failure: ConfigFailure): LoadResult => ({ ok: false, warnings, ...failure });

  const resolved = resolve(text, environment, warnings);
  if ('failure' in resolved) return failed(resolved.failure);

  const { config, findings } = unmarshal(resolved.root, registry);
  warnings.push(...findings.warnings.map((notice) => configError(notice.message, notice.range)));
  if (findings.problems.length > 0) {
    return failed({
      errors: flattenProblems(findings.problems).map((problem) =>
        configError(problem.message, problem.range),
      ),
      text: `failed to get config: cannot unmarshal the configuration: ${renderProblems(findings.problems)}`,
      stage: 'unmarshal',
    });
  }

  const errors = [
    ...validateConfig(config).map(({ message, at }) => configError(message, rangeAtPath(resolved.root, at))),
    ...findings.refused.map((notice) => configError(notice.message, notice.range)),
  ];
  if (errors.length > 0) {
    return failed({ errors, text: errors.map((error) => error.message).join('\n'), stage: 'validate' });
  }
  return { ok: true, config, warnings };
}

function resolve(
  text: string,
  environment: Environment,
  warnings: ConfigError[],
): { readonly root: ConfigNode | undefined } | { readonly failure: ConfigFailure } {
  const unresolved = (
    message: string,
    range: SourceRange | undefined,
  ): { readonly failure: ConfigFailure } => ({
    failure: {
      errors: [configError(message, range)],
      text: `failed to get config: cannot resolve the configuration: ${message}`,
      stage: 'resolve',
    },
  });
  const unusable = (type: string, why = ''): string =>
    `retrieved value (type=${type}) cannot be used as a Conf${why}`;
  try {
    const parsed = parseYaml(text);
    if (parsed === undefined || (parsed.kind === 'scalar' && parsed.value === null))
      return { root: undefined };
    if (parsed.kind !== 'map') return unresolved(unusable(goTypeOf(parsed)), parsed.range);
    const { root, unset } = expandEnv(parsed, environment);
    for (const { name, range } of unset) {
      warnings.push(configError(`Configuration references unset environment variable "${name}"`, range));
    }
    return { root };
  } catch (error) {
    if (error instanceof ExpansionError) return unresolved(error.message, error.range);
    if (error instanceof YamlError) {
      const why = `: assuming string type since contents are not valid YAML: ${error.message}`;
      return unresolved(unusable('string', why), error.range);
    }
    throw error;
  }
}
