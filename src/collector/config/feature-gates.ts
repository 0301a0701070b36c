/** Feature gates of the collector (core featuregate): what can be switched on and off by `--feature-gates`. */

type Stage = 'alpha' | 'beta' | 'stable' | 'deprecated';

/** The gates that have an effect here. */
export type FeatureGate =
  | 'service.profilesSupport'
  | 'service.AllowNoPipelines'
  | 'confmap.enableMergeAppendOption'
  | 'processor.tailsamplingprocessor.metricstatcountbytessampled'
  | 'processor.tailsamplingprocessor.metricstatcountspanssampled'
  | 'processor.tailsamplingprocessor.recordpolicy'
  | 'processor.tailsamplingprocessor.usetracestate';

/** Those that are on. */
export type FeatureGates = ReadonlySet<FeatureGate>;

export const defaultGates: FeatureGates = new Set();

const EFFECTIVE: ReadonlySet<string> = new Set<FeatureGate>([
  'service.profilesSupport',
  'service.AllowNoPipelines',
  'confmap.enableMergeAppendOption',
  'processor.tailsamplingprocessor.metricstatcountbytessampled',
  'processor.tailsamplingprocessor.metricstatcountspanssampled',
  'processor.tailsamplingprocessor.recordpolicy',
  'processor.tailsamplingprocessor.usetracestate',
]);

/**
 * The gates of the components and of the parts of the core that are followed here, by their stage at v0.162. A gate of
 * stage alpha is off unless it is switched on, a beta gate is on, a stable one can't be switched off, and a deprecated
 * one, which is off, not on.
 */
const STAGES: Readonly<Record<string, Stage>> = {
  'confmap.enableMergeAppendOption': 'alpha',
  'connector.servicegraph.legacyLatencyMetricNames': 'deprecated',
  'connector.servicegraph.legacyLatencyUnitMs': 'deprecated',
  'connector.servicegraph.virtualNode': 'stable',
  'connector.spanmetrics.excludeResourceMetrics': 'alpha',
  'connector.spanmetrics.includeCollectorInstanceID': 'beta',
  'connector.spanmetrics.legacyMetricNames': 'alpha',
  'connector.spanmetrics.useSecondAsDefaultMetricsUnit': 'alpha',
  'exporter.file.nativeCompression': 'alpha',
  'exporter.prometheus.DisableResourceToTelemetryConversion': 'alpha',
  'exporter.prometheusexporter.DisableAddMetricSuffixes': 'beta',
  'extension.healthcheck.useComponentStatus': 'alpha',
  'extension.opampextension.RemoteRestarts': 'alpha',
  'filter.filterlog.useOTTLBridge': 'alpha',
  'filter.filtermetric.useOTTLBridge': 'alpha',
  'filter.filterspan.useOTTLBridge': 'alpha',
  'ottl.functions.enableLambda': 'alpha',
  'ottl.set.allowNil': 'stable',
  'pdata.useProtoPooling': 'alpha',
  'pkg.confighttp.PrioritizeNewKeepalive': 'beta',
  'pkg.exporterhelper.queueBatchEnabled': 'alpha',
  'pkg.translator.prometheus.PermissiveLabelSanitization': 'alpha',
  'processor.filter.defaultErrorModeIgnore': 'stable',
  'processor.tailsamplingprocessor.metricstatcountbytessampled': 'alpha',
  'processor.tailsamplingprocessor.metricstatcountspanssampled': 'alpha',
  'processor.tailsamplingprocessor.recordpolicy': 'alpha',
  'processor.tailsamplingprocessor.tailstorageextension': 'alpha',
  'processor.tailsamplingprocessor.usetracestate': 'alpha',
  'receiverhelper.newReceiverMetrics': 'alpha',
  'service.AllowNoPipelines': 'alpha',
  'service.partialReload': 'alpha',
  'service.partialReloadReceivers': 'beta',
  'service.profilesSupport': 'alpha',
  'spanmetrics.statusCodeConvention.useOtelPrefix': 'alpha',
  'telemetry.newPipelineTelemetry': 'alpha',
  'transform.flatten.logs': 'alpha',
};

/** A list of gates that can't be followed; the message is the collector's where it has one. */
export class FeatureGateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FeatureGateError';
  }
}

/** Reads lists such as "service.profilesSupport,-service.AllowNoPipelines", later ones over earlier. Throws FeatureGateError. */
export function parseFeatureGates(lists: readonly string[]): FeatureGates {
  const on = new Set<FeatureGate>(defaultGates);
  for (const list of lists) {
    const problems = list === '' ? [] : list.split(',').flatMap((text, index) => apply(text, index, on));
    if (problems.length > 0) {
      const flag = `invalid argument ${JSON.stringify(list)} for "--feature-gates" flag`;
      throw new FeatureGateError(`${flag}: ${problems.join('; ')}`);
    }
  }
  return on;
}

/** Switches one gate; the texts are what keeps it from being switched. */
function apply(text: string, index: number, on: Set<FeatureGate>): string[] {
  if (text === '') return [`empty feature gate identifier at index ${index}`];
  const enabled = !text.startsWith('-');
  const id = /^[+-]/.test(text) ? text.slice(1) : text;
  const stage = Object.hasOwn(STAGES, id) ? STAGES[id] : undefined;
  if (stage === undefined) {
    return [`no such feature gate ${JSON.stringify(id)}. valid gates: [${Object.keys(STAGES).join(' ')}]`];
  }
  if (stage === 'deprecated') {
    return enabled ? [`feature gate ${JSON.stringify(id)} is deprecated, can not be enabled`] : [];
  }
  if (stage === 'stable') {
    return enabled ? [] : [`feature gate ${JSON.stringify(id)} is stable, can not be disabled`];
  }
  if (isEffective(id)) {
    if (enabled) on.add(id);
    else on.delete(id);
    return [];
  }
  const isDefault = enabled === (stage === 'beta');
  const state = stage === 'beta' ? 'on' : 'off';
  return isDefault
    ? []
    : [
        `feature gate ${JSON.stringify(id)} is known, but switching it is not implemented here: it is always ${state}`,
      ];
}

/** All gates that are known, with what they are switched to. */
export function gateStates(
  on: FeatureGates,
): readonly { readonly id: string; readonly stage: Stage; readonly enabled: boolean }[] {
  return Object.entries(STAGES).map(([id, stage]) => ({
    id,
    stage,
    enabled: isEffective(id) ? on.has(id) : stage === 'beta' || stage === 'stable',
  }));
}

function isEffective(id: string): id is FeatureGate {
  return EFFECTIVE.has(id);
}
