import { formatId, parsePipelineId } from './component-id.ts';
import { type ConfigNode, entryOf, goKindOf, goTypeOf, isNull, type MapEntry } from './config-node.ts';
import { decodeStruct } from './decode.ts';
import { defaultConfig } from './default-config.ts';
import type { LoadedConfig, PipelineConfig } from './loaded-config.ts';
import { componentId, field, list, struct } from './schema.ts';
import { pipelineSchema } from './service-config.ts';
import { type TelemetryConfig, telemetrySchema } from './telemetry-config.ts';
import type { UnmarshalFindings } from './unmarshal-findings.ts';

export type ServiceConfig = Pick<LoadedConfig, 'serviceExtensions' | 'pipelines' | 'telemetry'>;

const extensionsSchema = struct('service.Config', {
  extensions: field(list(componentId), 'Extensions to start.'),
});

/** Decodes the section `service`. */
export function unmarshalService(root: ConfigNode | undefined, findings: UnmarshalFindings): ServiceConfig {
  const none = { serviceExtensions: [], pipelines: [], telemetry: defaultConfig(telemetrySchema) };
  const node = entryOf(root, 'service')?.value;
  if (node === undefined || isNull(node)) return none;
  if (node.kind !== 'map') {
    findings.problem('service', `expected a map or struct, got "${goKindOf(node)}"`, node.range);
    return none;
  }
  const telemetry = telemetryConfig(entryOf(node, 'telemetry')?.value, findings);
  const extensions = entryOf(node, 'extensions');
  const serviceExtensions = extensionIds(extensions, findings);
  const pipelines = pipelineConfigs(entryOf(node, 'pipelines')?.value, findings);
  const known = ['telemetry', 'extensions', 'pipelines'];
  findings.invalidKeys(
    'service',
    node.entries.filter((entry) => !known.includes(entry.key)),
  );
  return { serviceExtensions, pipelines, telemetry };
}

function extensionIds(entry: MapEntry | undefined, findings: UnmarshalFindings): readonly string[] {
  if (entry === undefined) return [];
  const node: ConfigNode = { kind: 'map', entries: [entry], range: entry.keyRange };
  const decoded = decodeStruct(extensionsSchema, node);
  findings.problems.push(
    ...decoded.problems.map((problem) => ({ ...problem, path: `service.${problem.path}` })),
  );
  return decoded.config.extensions ?? [];
}

function telemetryConfig(node: ConfigNode | undefined, findings: UnmarshalFindings): TelemetryConfig {
  const decoded = decodeStruct(telemetrySchema, node);
  for (const { message, range } of decoded.unsupported) {
    findings.warnings.push({ message: `service::telemetry: ${message}`, range });
  }
  for (const problem of decoded.problems) {
    const path =
      problem.pathIsStructName || problem.path === ''
        ? 'service.telemetry'
        : `service.telemetry.${problem.path}`;
    findings.problems.push({ ...problem, path, pathIsStructName: false });
  }
  return decoded.config;
}

function pipelineConfigs(
  node: ConfigNode | undefined,
  findings: UnmarshalFindings,
): readonly PipelineConfig[] {
  if (node === undefined || isNull(node)) return [];
  if (node.kind !== 'map') {
    const text = `expected type 'pipelines.Config', got unconvertible type '${goTypeOf(node)}'`;
    findings.problem('service.pipelines', text, node.range);
    return [];
  }
  const ids = findings.ids(node.entries, parsePipelineId, 'service.pipelines', '');
  return (ids ?? []).map(([id, entry]) => {
    const path = `service.pipelines[${entry.key}]`;
    const decoded = decodeStruct(pipelineSchema, entry.value);
    for (const problem of decoded.problems) {
      const below = problem.pathIsStructName || problem.path === '' ? path : `${path}.${problem.path}`;
      findings.problems.push({ ...problem, path: below, pathIsStructName: false });
    }
    const { receivers = [], processors = [], exporters = [] } = decoded.config;
    return { id: formatId(id), signal: id.type, receivers, processors, exporters };
  });
}
