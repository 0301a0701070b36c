import type { HttpHandler, HttpRequest, HttpResponse } from '../../../http.ts';
import type { Logger } from '../../../pipeline/logger.ts';
import { plainAnswer } from '../../http-server/plain-answer.ts';
import { compress } from '../otlp-http/compress.ts';
import { escapeName } from './escape-name.ts';
import { gather } from './gather.ts';
import type { MetricFamily } from './metric-family.ts';
import type { CollectedMetric } from './metric-source.ts';
import { negotiateEncoding } from './negotiate-encoding.ts';
import { negotiateFormat, type PageFormat } from './negotiate-format.ts';
import { familyOpenMetrics, OPEN_METRICS_END } from './open-metrics-format.ts';
import { familyProtobuf } from './protobuf-format.ts';
import { familyText } from './text-format.ts';

/** Answers with all metrics, or with those of the families named by `name[]`, in the format the client prefers (promhttp). */
export function metricsPage(
  collect: () => readonly CollectedMetric[],
  options: { readonly openMetrics: boolean; readonly logger: Logger },
): HttpHandler {
  return async (request) => {
    const { families, errors } = gather(collect());
    if (errors.length > 0) {
      const text = errorText(errors);
      options.logger.log('error', `error gathering metrics: ${text}\n`);
      if (families.length === 0) {
        return plainAnswer(500, `An error has occurred while serving metrics:\n\n${text}`);
      }
    }
    const format = negotiateFormat(request.headers.accept ?? '', options.openMetrics);
    const body = pageOf(selected(families, request), format);
    return compressed(request, format, body, options.logger);
  };
}

function errorText(errors: readonly string[]): string {
  if (errors.length === 1) return errors[0] ?? '';
  return `${errors.length} error(s) occurred:${errors.map((error) => `\n* ${error}`).join('')}`;
}

function selected(families: readonly MetricFamily[], { path }: HttpRequest): readonly MetricFamily[] {
  const question = path.indexOf('?');
  if (question < 0) return families;
  const names = new Set(new URLSearchParams(path.slice(question)).getAll('name[]'));
  return names.size === 0 ? families : families.filter(({ name }) => names.has(name));
}

function pageOf(families: readonly MetricFamily[], { kind, escaping }: PageFormat): Uint8Array {
  const shown = families.map((family) => escapedFamily(family, escaping));
  if (kind === 'protobuf') return joined(shown.map(familyProtobuf));
  const text =
    kind === 'text'
      ? shown.map(familyText).join('')
      : shown.map(familyOpenMetrics).join('') + OPEN_METRICS_END;
  return new TextEncoder().encode(text);
}

function escapedFamily(family: MetricFamily, escaping: PageFormat['escaping']): MetricFamily {
  if (escaping === 'allow-utf-8') return family;
  return {
    ...family,
    name: escapeName(family.name, escaping),
    samples: family.samples.map((sample) => ({
      ...sample,
      labels: sample.labels.map(({ name, value }) => ({ name: escapeName(name, escaping), value })),
    })),
  };
}

async function compressed(
  { headers }: HttpRequest,
  { contentType }: PageFormat,
  page: Uint8Array,
  logger: Logger,
): Promise<HttpResponse> {
  const wanted = negotiateEncoding(headers['accept-encoding'] ?? '');
  if (wanted === '') {
    const formats = 'Valid formats are: [identity gzip]';
    logger.log('error', `error getting writer content compression format not recognized: . ${formats}\n`);
  }
  const { body, encoding } = await compress(page, wanted === 'gzip' ? 'gzip' : 'none');
  const type = { 'content-type': contentType };
  return {
    status: 200,
    headers: encoding === undefined ? type : { ...type, 'content-encoding': encoding },
    body,
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
