import type { Registry } from '../pipeline/registry.ts';
import { type ConfigNode, rangeAtPath } from './config-node.ts';
import type { LoadedConfig } from './loaded-config.ts';
import { UnmarshalFindings } from './unmarshal-findings.ts';
import { unmarshalSection } from './unmarshal-section.ts';
import { unmarshalService } from './unmarshal-service.ts';

const KNOWN_SECTIONS = ['receivers', 'processors', 'exporters', 'connectors', 'extensions', 'service'];

/** Decodes every section with the schemas of its components. Finds all that the collector's decoder would refuse. */
export function unmarshal(
  root: ConfigNode | undefined,
  registry: Registry,
): { readonly config: LoadedConfig; readonly findings: UnmarshalFindings } {
  const findings = new UnmarshalFindings();
  // In the order of the collector's decoder, which is the order of its errors.
  const receivers = unmarshalSection('receivers', root, registry, findings);
  const processors = unmarshalSection('processors', root, registry, findings);
  const exporters = unmarshalSection('exporters', root, registry, findings);
  const connectors = unmarshalSection('connectors', root, registry, findings);
  const extensions = unmarshalSection('extensions', root, registry, findings);
  const service = unmarshalService(root, findings);
  if (root?.kind === 'map') {
    const unknown = root.entries.filter((entry) => !KNOWN_SECTIONS.includes(entry.key));
    findings.invalidKeys('otelcol.configSettings', unknown);
  }
  const locate: LoadedConfig['locate'] = (path) => rangeAtPath(root, path);
  return {
    config: { receivers, processors, exporters, connectors, extensions, ...service, locate },
    findings,
  };
}
