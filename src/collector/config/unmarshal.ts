import type { ComponentFactory, ComponentKind } from '../pipeline/component.ts';
import type { LogLevel } from '../pipeline/logger.ts';
import type { Registry } from '../pipeline/registry.ts';
import { type ComponentId, formatId, IdError, parseComponentId, parsePipelineId } from './component-id.ts';
import {
  type ConfigNode,
  entryOf,
  goKindOf,
  goTypeOf,
  isNull,
  type MapEntry,
  rangeAtPath,
  type SourceRange,
} from './config-node.ts';
import { decodeStruct, type Notice } from './decode.ts';
import type { DecodeProblem } from './decode-problem.ts';
import { type ComponentConfig, type LoadedConfig, type PipelineConfig, SECTIONS } from './loaded-config.ts';
import { componentId, field, list, struct } from './schema.ts';
import { pipelineSchema, telemetrySchema } from './service-config.ts';

export interface Unmarshalled {
  readonly config: LoadedConfig;
  readonly problems: readonly DecodeProblem[];
  readonly warnings: readonly Notice[];
  /** Keys that are known but whose effect isn't implemented here and can't be left out. */
  readonly refused: readonly Notice[];
}

/** Section order of the collector's decoder, which is the order of its errors. */
const SECTION_ORDER = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'] as const;

const extensionsSchema = struct('service.Config', {
  extensions: field(list(componentId), 'Extensions to start.'),
});

/** Decodes every section with the schemas of its components. Finds all that the collector's decoder would refuse. */
export function unmarshal(root: ConfigNode | undefined, registry: Registry): Unmarshalled {
  return new Unmarshaller(root, registry).run();
}

class Unmarshaller {
  readonly #root: ConfigNode | undefined;
  readonly #registry: Registry;
  readonly #problems: DecodeProblem[] = [];
  readonly #warnings: Notice[] = [];
  readonly #refused: Notice[] = [];

  constructor(root: ConfigNode | undefined, registry: Registry) {
    this.#root = root;
    this.#registry = registry;
  }

  run(): Unmarshalled {
    const [receivers, processors, exporters, connectors, extensions] = SECTION_ORDER.map((name) =>
      this.#section(name),
    );
    const service = this.#service();
    this.#unknownSections();
    const empty = new Map<string, ComponentConfig>();
    const config: LoadedConfig = {
      receivers: receivers ?? empty,
      processors: processors ?? empty,
      exporters: exporters ?? empty,
      connectors: connectors ?? empty,
      extensions: extensions ?? empty,
      ...service,
      locate: (path) => rangeAtPath(this.#root, path),
    };
    return { config, problems: this.#problems, warnings: this.#warnings, refused: this.#refused };
  }

  /** Decodes the components of a section; like the collector, reports the first component of it that fails. */
  #section(name: (typeof SECTION_ORDER)[number]): Map<string, ComponentConfig> {
    const components = new Map<string, ComponentConfig>();
    const kind = SECTIONS[name];
    const node = entryOf(this.#root, name)?.value;
    if (kind === undefined || node === undefined || isNull(node)) return components;
    if (node.kind !== 'map') {
      this.#problem(name, `expected a map or struct, got "${goKindOf(node)}"`, node.range);
      return components;
    }
    const ids = this.#ids(node.entries, parseComponentId, name, "'' ");
    if (ids === undefined) return components;
    const misshapen = node.entries.filter((entry) => entry.value.kind !== 'map' && !isNull(entry.value));
    const [first] = misshapen;
    if (first !== undefined) {
      const cause = misshapen.map((entry) => ({
        path: `[${entry.key}]`,
        cause: `expected type 'map[string]interface {}', got unconvertible type '${goTypeOf(entry.value)}'`,
        range: entry.value.range,
      }));
      this.#problems.push({ path: name, cause, range: first.value.range });
      return components;
    }
    for (const [id, entry] of ids) {
      const component = this.#component(kind, name, id, entry);
      if (component === undefined) break;
      components.set(component.id, component);
    }
    return components;
  }

  /** The ids of a section's keys, or `undefined` when one is wrong or doubled. */
  #ids(
    entries: readonly MapEntry[],
    parse: (text: string) => ComponentId,
    path: string,
    prefix: string,
  ): [ComponentId, MapEntry][] | undefined {
    const seen = new Set<string>();
    const ids: [ComponentId, MapEntry][] = [];
    for (const entry of entries) {
      let id: ComponentId;
      try {
        id = parse(entry.key);
      } catch (error) {
        if (!(error instanceof IdError)) throw error;
        this.#problem(path, `${prefix}${error.message}`, entry.keyRange);
        return undefined;
      }
      const normal = formatId(id);
      if (seen.has(normal)) {
        const text = `${prefix}duplicate name "${entry.key}" after unmarshaling ${normal}`;
        this.#problem(path, text, entry.keyRange);
        return undefined;
      }
      seen.add(normal);
      ids.push([id, entry]);
    }
    return ids;
  }

  #component(
    kind: ComponentKind,
    section: string,
    id: ComponentId,
    entry: MapEntry,
  ): ComponentConfig | undefined {
    const factory = this.#factory(kind, section, id, entry.keyRange);
    if (factory === undefined) return undefined;
    const normal = formatId(id);
    const decoded = decodeStruct(factory.schema, entry.value);
    this.#warnings.push(...decoded.warnings);
    for (const { level, message, range } of decoded.unsupported) {
      const notice = { message: `${section}::${normal}: ${message}`, range };
      (level === 'refused' ? this.#refused : this.#warnings).push(notice);
    }
    const [first] = decoded.problems;
    if (first !== undefined) {
      const prefix = `error reading configuration for "${normal}": `;
      this.#problems.push({ path: section, prefix, cause: decoded.problems, range: first.range });
      return undefined;
    }
    return { id: normal, factory, config: decoded.config };
  }

  #factory(
    kind: ComponentKind,
    section: string,
    id: ComponentId,
    range: SourceRange,
  ): ComponentFactory | undefined {
    const { type } = id;
    const resolution = this.#registry.resolve(kind, type);
    if (resolution.status === 'found') {
      if (resolution.deprecated) {
        const message = `"${type}" alias is deprecated; use "${resolution.factory.type}" instead`;
        this.#warnings.push({ message, range });
      }
      return resolution.factory;
    }
    const types = this.#registry.types(kind).join(' ');
    if (kind === 'exporter' && type === 'logging') {
      this.#problem(
        section,
        'the logging exporter has been deprecated, use the debug exporter instead',
        range,
      );
    } else if (resolution.status === 'not-implemented') {
      const text = `${kind} type "${type}" (id "${formatId(id)}") is known in collector contrib v0.162, but not implemented here`;
      this.#problem(section, `${text} (implemented: [${types}])`, range);
    } else {
      this.#problem(
        section,
        `unknown type: "${type}" for id: "${formatId(id)}" (valid values: [${types}])`,
        range,
      );
    }
    return undefined;
  }

  #service(): Pick<LoadedConfig, 'serviceExtensions' | 'pipelines' | 'logLevel'> {
    const none = { serviceExtensions: [], pipelines: [], logLevel: 'info' } as const;
    const node = entryOf(this.#root, 'service')?.value;
    if (node === undefined || isNull(node)) return none;
    if (node.kind !== 'map') {
      this.#problem('service', `expected a map or struct, got "${goKindOf(node)}"`, node.range);
      return none;
    }
    const logLevel = this.#telemetry(entryOf(node, 'telemetry')?.value);
    const extensions = entryOf(node, 'extensions');
    const serviceExtensions = this.#serviceExtensions(extensions);
    const pipelines = this.#pipelines(entryOf(node, 'pipelines')?.value);
    const known = ['telemetry', 'extensions', 'pipelines'];
    this.#invalidKeys(
      'service',
      node.entries.filter((entry) => !known.includes(entry.key)),
    );
    return { serviceExtensions, pipelines, logLevel };
  }

  #serviceExtensions(entry: MapEntry | undefined): readonly string[] {
    if (entry === undefined) return [];
    const node: ConfigNode = { kind: 'map', entries: [entry], range: entry.keyRange };
    const decoded = decodeStruct(extensionsSchema, node);
    this.#problems.push(
      ...decoded.problems.map((problem) => ({ ...problem, path: `service.${problem.path}` })),
    );
    return decoded.config.extensions ?? [];
  }

  #telemetry(node: ConfigNode | undefined): LogLevel {
    const decoded = decodeStruct(telemetrySchema, node);
    for (const { message, range } of decoded.unsupported) {
      this.#warnings.push({ message: `service::telemetry: ${message}`, range });
    }
    for (const problem of decoded.problems) {
      const path =
        problem.pathIsStructName || problem.path === ''
          ? 'service.telemetry'
          : `service.telemetry.${problem.path}`;
      this.#problems.push({ ...problem, path, pathIsStructName: false });
    }
    return decoded.config.logs.level;
  }

  #pipelines(node: ConfigNode | undefined): readonly PipelineConfig[] {
    if (node === undefined || isNull(node)) return [];
    if (node.kind !== 'map') {
      const text = `expected type 'pipelines.Config', got unconvertible type '${goTypeOf(node)}'`;
      this.#problem('service.pipelines', text, node.range);
      return [];
    }
    const ids = this.#ids(node.entries, parsePipelineId, 'service.pipelines', '');
    return (ids ?? []).map(([id, entry]) => {
      const path = `service.pipelines[${entry.key}]`;
      const decoded = decodeStruct(pipelineSchema, entry.value);
      for (const problem of decoded.problems) {
        const below = problem.pathIsStructName || problem.path === '' ? path : `${path}.${problem.path}`;
        this.#problems.push({ ...problem, path: below, pathIsStructName: false });
      }
      const { receivers = [], processors = [], exporters = [] } = decoded.config;
      return { id: formatId(id), signal: id.type, receivers, processors, exporters };
    });
  }

  #unknownSections(): void {
    if (this.#root?.kind !== 'map') return;
    const known: readonly string[] = [...SECTION_ORDER, 'service'];
    this.#invalidKeys(
      'otelcol.configSettings',
      this.#root.entries.filter((entry) => !known.includes(entry.key)),
    );
  }

  #invalidKeys(path: string, unknown: readonly MapEntry[]): void {
    const [first] = unknown;
    if (first === undefined) return;
    const keys = unknown.map((entry) => entry.key).sort();
    this.#problem(path, `has invalid keys: ${keys.join(', ')}`, first.keyRange);
  }

  #problem(path: string, cause: string, range: SourceRange): void {
    this.#problems.push({ path, cause, range });
  }
}
