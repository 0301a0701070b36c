import { components } from '../../../components/components.ts';
import type { ComponentFactory, ComponentKind } from '../../../pipeline/component.ts';
import { CONTRIB_VERSION } from '../../../pipeline/version.ts';

/** In the order of the collector's own list. */
const KINDS: readonly ComponentKind[] = ['receiver', 'processor', 'exporter', 'connector', 'extension'];
const SIGNALS = ['logs', 'metrics', 'traces'] as const;

/** Components of the core's modules; all others are contrib's. */
const CORE: Readonly<Record<ComponentKind, readonly string[]>> = {
  receiver: ['nop', 'otlp'],
  processor: ['batch', 'memory_limiter'],
  exporter: ['debug', 'nop', 'otlp_grpc', 'otlp_http'],
  connector: ['forward'],
  extension: ['memory_limiter', 'zpages'],
};

/** Modules that aren't called type and kind. */
const MODULE_NAMES: Readonly<Record<string, string>> = {
  'exporter otlp_grpc': 'otlpexporter',
  'extension file_storage': 'storage/filestorage',
  'extension db_storage': 'storage/dbstorage',
};

/**
 * `components`: what is implemented, in the form of the collector's own list (core otelcol/command_components.go), and
 * with what each is for.
 */
export async function listComponents(): Promise<string> {
  const all = await components.loadAll();
  const lines = [
    'buildinfo:',
    '    command: otelcol-contrib',
    '    description: OTLP Academy’s collector, which follows OpenTelemetry Collector Contrib',
    `    version: ${CONTRIB_VERSION}`,
  ];
  for (const kind of KINDS) {
    const factories = all
      .filter((factory) => factory.kind === kind)
      .toSorted((a, b) => (a.type < b.type ? -1 : 1));
    lines.push(factories.length === 0 ? `${kind}s: []` : `${kind}s:`, ...factories.flatMap(entry));
  }
  lines.push('providers:', ...['env', 'file', 'yaml'].map((scheme) => `    - scheme: ${scheme}`));
  return lines.join('\n');
}

function entry(factory: ComponentFactory): string[] {
  const { type, doc, academyOnly, deprecatedTypes = [] } = factory;
  return [
    `    - name: ${type}`,
    academyOnly ? '      contrib: false' : `      module: ${moduleOf(factory)}`,
    `      description: ${JSON.stringify(doc)}`,
    ...(deprecatedTypes.length === 0 ? [] : [`      deprecated names: [${deprecatedTypes.join(', ')}]`]),
    '      stability:',
    ...stabilities(factory).map(([name, level]) => `        ${name}: ${capitalised(level)}`),
  ];
}

function moduleOf({ kind, type }: ComponentFactory): string {
  const name = MODULE_NAMES[`${kind} ${type}`] ?? `${type.replaceAll('_', '')}${kind}`;
  const root = CORE[kind].includes(type)
    ? 'go.opentelemetry.io/collector'
    : 'github.com/open-telemetry/opentelemetry-collector-contrib';
  return `${root}/${kind}/${name} v${CONTRIB_VERSION}`;
}

/** The three signals of the collector's list, or their nine pairs, and what there is of profiles. */
function stabilities(factory: ComponentFactory): [string, string][] {
  const levels = factory.stability as Readonly<Record<string, string | undefined>>;
  const listed =
    factory.kind === 'extension'
      ? ['extension']
      : factory.kind === 'connector'
        ? SIGNALS.flatMap((from) => SIGNALS.map((to) => `${from}_to_${to}`))
        : [...SIGNALS];
  const more = Object.keys(levels).filter((name) => !listed.includes(name));
  return [...listed, ...more]
    .toSorted()
    .map((name) => [name.replaceAll('_', '-'), levels[name] ?? 'undefined']);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
