import type { ConfigError } from '../hosted-collector.ts';
import type { Registry } from '../pipeline/registry.ts';
import { type ConfigFailure, configError } from './config-failure.ts';
import type { ConfigInput } from './config-input.ts';
import { rangeAtPath } from './config-node.ts';
import { flattenProblems, renderProblems } from './decode-problem.ts';
import { defaultGates, type FeatureGates } from './feature-gates.ts';
import type { LoadedConfig } from './loaded-config.ts';
import { resolveConfig } from './resolve-config.ts';
import type { Environment } from './retrieve.ts';
import { unmarshal } from './unmarshal.ts';
import { validateConfig } from './validate-config.ts';

export type LoadResult =
  | { readonly ok: true; readonly config: LoadedConfig; readonly warnings: readonly ConfigError[] }
  | ({ readonly ok: false; readonly warnings: readonly ConfigError[] } & ConfigFailure);

/**
 * Reads a collector configuration in the collector's order: expand references, unmarshal (all decoding errors, then
 * stop), validate (all errors, parents before children). Never throws for any text.
 */
export function loadConfig(
  input: ConfigInput,
  registry: Registry,
  environment: Environment,
  gates: FeatureGates = defaultGates,
): LoadResult {
  const warnings: ConfigError[] = [];
  const failed = (failure: ConfigFailure): LoadResult => ({ ok: false, warnings, ...failure });

  const resolved = resolveConfig(input, environment, gates);
  if ('message' in resolved) {
    const { message, range, text } = resolved;
    return failed({ errors: [configError(message, range)], text, stage: 'resolve' });
  }
  for (const { name, range } of resolved.unset) {
    warnings.push(configError(`Configuration references unset environment variable "${name}"`, range));
  }

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

  const problems = validateConfig(config, gates);
  const errors = [
    ...problems.map(({ message, at }) => configError(message, rangeAtPath(resolved.root, at))),
    ...findings.refused.map((notice) => configError(notice.message, notice.range)),
  ];
  if (errors.length > 0) {
    const lines = problems.map(
      ({ message, printed, joint = '\n' }, index) => (index === 0 ? '' : joint) + (printed ?? message),
    );
    const refused = findings.refused.map((notice) => notice.message);
    const text = [...(lines.length === 0 ? [] : [lines.join('')]), ...refused].join('\n');
    return failed({ errors, text, stage: 'validate' });
  }
  return { ok: true, config, warnings };
}
