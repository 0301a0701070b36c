import type { ComponentKind } from '../pipeline/component.ts';
import { SECTIONS, type SectionName } from './loaded-config.ts';
import { parseYaml, YamlError } from './parse-yaml.ts';

/** The types a configuration text names, so that their code can be fetched before it is read; nothing when it is no YAML. */
export function namedComponents(text: string): { kind: ComponentKind; type: string }[] {
  try {
    const root = parseYaml(text);
    if (root?.kind !== 'map') return [];
    return root.entries.flatMap(({ key, value }) => {
      if (!Object.hasOwn(SECTIONS, key) || value.kind !== 'map') return [];
      const kind = SECTIONS[key as SectionName];
      return value.entries.map((entry) => ({ kind, type: entry.key.split('/')[0]?.trim() ?? '' }));
    });
  } catch (error) {
    if (error instanceof YamlError) return [];
    throw error;
  }
}
