import type { ComponentFactory, ComponentKind } from '../pipeline/component.ts';
import type { Registry } from '../pipeline/registry.ts';
import { type ComponentId, formatId, parseComponentId } from './component-id.ts';
import {
  type ConfigNode,
  entryOf,
  goKindOf,
  goTypeOf,
  isNull,
  type MapEntry,
  type SourceRange,
} from './config-node.ts';
import { decodeStruct } from './decode.ts';
import { type ComponentConfig, SECTIONS, type SectionName } from './loaded-config.ts';
import type { UnmarshalFindings } from './unmarshal-findings.ts';

/** Decodes the components of a section; like the collector, reports the first component of it that fails. */
export function unmarshalSection(
  name: SectionName,
  root: ConfigNode | undefined,
  registry: Registry,
  findings: UnmarshalFindings,
): Map<string, ComponentConfig> {
  const components = new Map<string, ComponentConfig>();
  const kind = SECTIONS[name];
  const node = entryOf(root, name)?.value;
  if (node === undefined || isNull(node)) return components;
  if (node.kind !== 'map') {
    findings.problem(name, `expected a map or struct, got "${goKindOf(node)}"`, node.range);
    return components;
  }
  const ids = findings.ids(node.entries, parseComponentId, name, "'' ");
  if (ids === undefined) return components;
  const misshapen = node.entries.filter((entry) => entry.value.kind !== 'map' && !isNull(entry.value));
  const [first] = misshapen;
  if (first !== undefined) {
    const cause = misshapen.map((entry) => ({
      path: `[${entry.key}]`,
      cause: `expected type 'map[string]interface {}', got unconvertible type '${goTypeOf(entry.value)}'`,
      range: entry.value.range,
    }));
    findings.problems.push({ path: name, cause, range: first.value.range });
    return components;
  }
  for (const [id, entry] of ids) {
    const component = unmarshalComponent(kind, name, id, entry, registry, findings);
    if (component === undefined) break;
    components.set(component.id, component);
  }
  return components;
}

function unmarshalComponent(
  kind: ComponentKind,
  section: string,
  id: ComponentId,
  entry: MapEntry,
  registry: Registry,
  findings: UnmarshalFindings,
): ComponentConfig | undefined {
  const factory = factoryOf(kind, section, id, entry.keyRange, registry, findings);
  if (factory === undefined) return undefined;
  const normal = formatId(id);
  const decoded = decodeStruct(factory.schema, entry.value);
  findings.warnings.push(...decoded.warnings);
  for (const { level, message, range } of decoded.unsupported) {
    const notice = { message: `${section}::${normal}: ${message}`, range };
    (level === 'refused' ? findings.refused : findings.warnings).push(notice);
  }
  const [first] = decoded.problems;
  if (first !== undefined) {
    const prefix = `error reading configuration for "${normal}": `;
    findings.problems.push({ path: section, prefix, cause: decoded.problems, range: first.range });
    return undefined;
  }
  return { id: normal, factory, config: decoded.config };
}

function factoryOf(
  kind: ComponentKind,
  section: string,
  id: ComponentId,
  range: SourceRange,
  registry: Registry,
  findings: UnmarshalFindings,
): ComponentFactory | undefined {
  const { type } = id;
  const resolution = registry.resolve(kind, type);
  if (resolution.status === 'found') {
    if (resolution.deprecated) {
      const message = `"${type}" alias is deprecated; use "${resolution.factory.type}" instead`;
      findings.warnings.push({ message, range });
    }
    return resolution.factory;
  }
  const types = registry.types(kind).join(' ');
  if (kind === 'exporter' && type === 'logging') {
    findings.problem(
      section,
      'the logging exporter has been deprecated, use the debug exporter instead',
      range,
    );
  } else if (resolution.status === 'not-implemented') {
    const text = `${kind} type "${type}" (id "${formatId(id)}") is known in collector contrib v0.162, but not implemented here`;
    findings.problem(section, `${text} (implemented: [${types}])`, range);
  } else {
    findings.problem(
      section,
      `unknown type: "${type}" for id: "${formatId(id)}" (valid values: [${types}])`,
      range,
    );
  }
  return undefined;
}
