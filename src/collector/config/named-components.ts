import type { ComponentKind } from '../pipeline/component.ts';
import type { ConfigInput } from './config-input.ts';
import { defaultGates, type FeatureGates } from './feature-gates.ts';
import { SECTIONS, type SectionName } from './loaded-config.ts';
import { resolveConfig } from './resolve-config.ts';
import type { Environment } from './retrieve.ts';

/** The types a configuration names, so that their code can be fetched before it is read; nothing when it can't be. */
export function namedComponents(
  input: ConfigInput,
  environment: Environment,
  gates: FeatureGates = defaultGates,
): { kind: ComponentKind; type: string }[] {
  const resolved = resolveConfig(input, environment, gates);
  if ('message' in resolved || resolved.root?.kind !== 'map') return [];
  return resolved.root.entries.flatMap(({ key, value }) => {
    if (!Object.hasOwn(SECTIONS, key) || value.kind !== 'map') return [];
    const kind = SECTIONS[key as SectionName];
    return value.entries.map((entry) => ({ kind, type: entry.key.split('/')[0]?.trim() ?? '' }));
  });
}
