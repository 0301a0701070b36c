import { cloneAnyValue } from '../../../../otlp/clone-message.ts';
import type { AnyValue, Attributes, InstrumentationScope, Span } from '../../../../otlp/model.ts';
import { valueText } from '../../exporters/debug/value-text.ts';
import type { Dimension, SpanMetricsConfig } from './config.ts';
import { compileGlob, type Glob } from './glob.ts';

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const STATUSES = ['UNSET', 'OK', 'ERROR'];
const SEPARATOR = '\0';

/** A list of configured dimensions, ready to be looked up. */
export interface DimensionList {
  readonly named: readonly { readonly name: string; readonly fallback: string | undefined }[];
  readonly globs: readonly Glob[];
}

export function dimensionList(dimensions: readonly Dimension[] | undefined): DimensionList {
  const all = dimensions ?? [];
  return {
    named: all.filter(({ glob }) => glob === '').map(({ name, default: fallback }) => ({ name, fallback })),
    globs: all.filter(({ glob }) => glob !== '').map(({ glob }) => compileGlob(glob)),
  };
}

/** A span as its metrics see it. */
export interface Measured {
  readonly service: string;
  readonly span: Span;
  readonly scope: InstrumentationScope;
  /** Of the resource; for events with the event's own on top. */
  readonly attributes: Attributes;
  /** Whether the number of spans it stands for was read from its tracestate. */
  readonly extrapolated: boolean;
}

/** The built-in and the configured dimensions of spans. */
export class Dimensions {
  readonly #config: SpanMetricsConfig;
  readonly #instanceId: string;
  readonly #shared: DimensionList;
  readonly #excluded: ReadonlySet<string>;
  readonly #scopes: ReadonlySet<string>;

  constructor(config: SpanMetricsConfig, instanceId: string) {
    this.#config = config;
    this.#instanceId = instanceId;
    this.#shared = dimensionList(config.dimensions);
    this.#excluded = new Set(config.exclude_dimensions ?? []);
    this.#scopes = new Set(config.include_instrumentation_scope ?? []);
  }

  /** Tells series apart: the values of all dimensions. */
  key(measured: Measured, more: DimensionList): string {
    const { service, span } = measured;
    const excluded = this.#excluded;
    let key = excluded.has('service.name') ? '' : service;
    if (!excluded.has('span.name')) key += SEPARATOR + span.name;
    if (!excluded.has('span.kind')) key += SEPARATOR + kindText(span.kind);
    if (!excluded.has('status.code')) key += SEPARATOR + statusText(span.status.code);
    const add = (name: string, value: AnyValue): void => {
      key += `${SEPARATOR}${name}:${valueText(value)}`;
    };
    eachMatch(this.#shared, span.attributes, measured.attributes, add);
    eachMatch(more, span.attributes, measured.attributes, add);
    if (this.#config.enable_metrics_sampling_method) {
      key += SEPARATOR + (measured.extrapolated ? 'extrapolated' : 'counted');
    }
    return key;
  }

  /** The attributes of the series. */
  attributes(measured: Measured, more: DimensionList): Attributes {
    const { service, span, scope } = measured;
    const attributes: Attributes = new Map();
    const builtIn = (name: string, value: string): void => {
      if (!this.#excluded.has(name)) attributes.set(name, value);
    };
    builtIn('service.name', service);
    builtIn('span.name', span.name);
    builtIn('span.kind', kindText(span.kind));
    builtIn('status.code', statusText(span.status.code));
    builtIn('collector.instance.id', this.#instanceId);
    if (scope.name !== '' && this.#scopes.has(scope.name)) {
      attributes.set('span.instrumentation.scope.name', scope.name);
      if (scope.version !== '') attributes.set('span.instrumentation.scope.version', scope.version);
    }
    if (this.#config.enable_metrics_sampling_method) {
      attributes.set('sampling.method', measured.extrapolated ? 'extrapolated' : 'counted');
    }
    const add = (name: string, value: AnyValue): void => {
      attributes.set(name, cloneAnyValue(value));
    };
    eachMatch(this.#shared, span.attributes, measured.attributes, add);
    eachMatch(more, span.attributes, measured.attributes, add);
    return attributes;
  }
}

function kindText(kind: number): string {
  const name = KINDS[kind];
  return name === undefined ? '' : `SPAN_KIND_${name}`;
}

function statusText(code: number): string {
  const name = STATUSES[code];
  return name === undefined ? '' : `STATUS_CODE_${name}`;
}

/** Calls back for each dimension that has a value: the span's goes before the resource's. */
function eachMatch(
  { named, globs }: DimensionList,
  own: Attributes,
  outer: Attributes,
  found: (name: string, value: AnyValue) => void,
): void {
  for (const { name, fallback } of named) {
    const value = own.get(name) ?? outer.get(name) ?? fallback;
    if (value !== undefined) found(name, value);
  }
  if (globs.length === 0) return;
  for (const name of [...own.keys()].sort()) {
    if (globs.some((matches) => matches(name))) found(name, own.get(name) ?? null);
  }
  for (const name of [...outer.keys()].sort()) {
    if (!own.has(name) && globs.some((matches) => matches(name))) found(name, outer.get(name) ?? null);
  }
}
