import { ESCAPINGS, type Escaping } from './escape-name.ts';

/** What a page is written in. */
export interface PageFormat {
  readonly kind: 'text' | 'open-metrics' | 'protobuf';
  readonly escaping: Escaping;
  readonly contentType: string;
}

interface Clause {
  readonly type: string;
  readonly subtype: string;
  readonly quality: number;
  readonly parameters: ReadonlyMap<string, string>;
}

interface Offer {
  readonly kind: PageFormat['kind'];
  readonly contentType: string;
  readonly type: string;
  readonly subtype: string;
  /** What a clause must have, besides the type. */
  readonly parameters: Readonly<Record<string, string>>;
}

const TEXT: Offer = {
  kind: 'text',
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  type: 'text',
  subtype: 'plain',
  parameters: { version: '0.0.4' },
};

const PROTOBUF: Offer = {
  kind: 'protobuf',
  contentType: 'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited',
  type: 'application',
  subtype: 'vnd.google.protobuf',
  parameters: { proto: 'io.prometheus.client.MetricFamily', encoding: 'delimited' },
};

function openMetrics(version: string): Offer {
  return {
    kind: 'open-metrics',
    contentType: `application/openmetrics-text; version=${version}; charset=utf-8`,
    type: 'application',
    subtype: 'openmetrics-text',
    parameters: { version },
  };
}

const OFFERS: readonly Offer[] = [PROTOBUF, TEXT];
const WITH_OPEN_METRICS: readonly Offer[] = [openMetrics('1.0.0'), openMetrics('0.0.1'), ...OFFERS];

/**
 * Chooses the format by the Accept header (prometheus/common/expfmt); text where nothing fits. The formats that are
 * meant for reading protobuf messages, `encoding=text` and `compact-text`, aren't offered here.
 */
export function negotiateFormat(accept: string, withOpenMetrics: boolean): PageFormat {
  let escaping: Escaping = 'underscores';
  for (const clause of clausesOf(accept)) {
    const wanted = clause.parameters.get('escaping') ?? '';
    if (ESCAPINGS.includes(wanted)) escaping = wanted as Escaping;
    const offer = (withOpenMetrics ? WITH_OPEN_METRICS : OFFERS).find((each) => matches(clause, each));
    if (offer !== undefined) return format(offer, escaping);
  }
  return format(TEXT, escaping);
}

function format({ kind, contentType }: Offer, escaping: Escaping): PageFormat {
  return { kind, escaping, contentType: `${contentType}; escaping=${escaping}` };
}

function matches(clause: Clause, offer: Offer): boolean {
  if (clause.type !== '*' && clause.type !== offer.type) return false;
  if (clause.subtype !== '*' && clause.subtype !== offer.subtype) return false;
  return Object.entries(offer.parameters).every(
    ([key, value]) => (clause.parameters.get(key) || defaultOf(clause, key)) === value,
  );
}

/** Whoever names no version gets the oldest. */
function defaultOf({ type, subtype }: Clause, key: string): string | undefined {
  if (key !== 'version') return undefined;
  if (type === 'application' && subtype === 'openmetrics-text') return '0.0.1';
  return type === 'text' && subtype === 'plain' ? '0.0.4' : undefined;
}

/** The clauses of the header, sorted as the collector's library sorts them: its order is none for some, so the way matters. */
function clausesOf(header: string): Clause[] {
  const clauses = header.split(',').flatMap((part) => clauseOf(part));
  for (let index = 1; index < clauses.length; index += 1) {
    for (let at = index; at > 0; at -= 1) {
      const [before, after] = [clauses[at - 1], clauses[at]];
      if (before === undefined || after === undefined || !precedes(after, before)) break;
      clauses[at - 1] = after;
      clauses[at] = before;
    }
  }
  return clauses;
}

function precedes(a: Clause, b: Clause): boolean {
  return (
    a.quality > b.quality || (a.type !== '*' && b.type === '*') || (a.subtype !== '*' && b.subtype === '*')
  );
}

function clauseOf(part: string): Clause[] {
  const [media = '', ...rest] = part.trim().split(';');
  const [type = '', subtype, ...more] = media.split('/').map((each) => each.trim());
  if (more.length > 0 || ((subtype ?? '') === '' && type !== '*')) return [];
  let quality = 1;
  const parameters = new Map<string, string>();
  for (const each of rest) {
    const [name = '', value = '', ...further] = each.split('=');
    if (value === '' || further.length > 0) continue;
    if (name.trim() === 'q') quality = /^\d*\.?\d+$/.test(value) ? Number(value) : 0;
    else parameters.set(name.trim(), value.trim());
  }
  return [{ type, subtype: subtype || '*', quality, parameters }];
}
