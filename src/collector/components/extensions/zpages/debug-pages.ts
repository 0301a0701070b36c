import { gateStates } from '../../../config/feature-gates.ts';
import type { HttpResponse } from '../../../http.ts';
import type { ExtensionContext } from '../../../pipeline/component.ts';
import { CONTRIB_VERSION } from '../../../pipeline/version.ts';
import { goTime } from '../../http-server/go-time.ts';
import { htmlPage, htmlTable } from './html-page.ts';

type Page = (context: ExtensionContext, startedAt: bigint) => HttpResponse;

/** The pages that show the collector as it is now, by their paths. */
export const debugPages: Readonly<Record<string, Page>> = {
  '/debug/servicez': (_, startedAt) =>
    htmlPage('Service otelcol-contrib', [
      htmlTable(
        'Build Info',
        ['Name', 'Value'],
        [
          ['Command', 'otelcol-contrib'],
          ['Version', CONTRIB_VERSION],
        ],
      ),
      htmlTable('Runtime Info', ['Name', 'Value'], [['StartTimestamp', goTime(startedAt)]]),
      '<ul>',
      '<li><a href="pipelinez">Pipelines</a></li>',
      '<li><a href="extensionz">Extensions</a></li>',
      '<li><a href="featurez">Features</a></li>',
      '</ul>',
    ]),
  '/debug/pipelinez': pipelines,
  '/debug/extensionz': ({ collector }) =>
    htmlPage('Extensions', [
      htmlTable(
        'Extensions',
        ['FullName'],
        collector.extensions.map((id) => [id]),
      ),
    ]),
  '/debug/featurez': ({ featureGates }) =>
    htmlPage('Feature Gates', [
      htmlTable(
        'Feature Gates',
        ['ID', 'Stage', 'Enabled'],
        gateStates(featureGates).map(({ id, stage, enabled }) => [id, stage, String(enabled)]),
      ),
    ]),
  '/debug/tracez': () =>
    htmlPage('Trace Spans', [
      '<p>This collector records no spans of its own work, so there are none to show.</p>',
    ]),
};

/** The pipelines, and how much went through their components. */
function pipelines({ collector }: ExtensionContext): HttpResponse {
  const status = collector.status();
  const connectors = new Set(status.filter(({ kind }) => kind === 'connector').map(({ id }) => id));
  const named = (ids: readonly string[]): string =>
    ids.map((id) => (connectors.has(id) ? `${id} (connector)` : id)).join(', ');
  const rows = collector.pipelines
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, receivers, processors, exporters }) => [
      id,
      id.replace(/\/.*/s, ''),
      named(receivers),
      processors.join(', '),
      named(exporters),
    ]);
  const components = status.map(({ pipeline, kind, id, incoming, outgoing, refused, failure = '' }) => [
    pipeline,
    kind,
    id,
    ...[incoming, outgoing, refused].map(String),
    failure,
  ]);
  return htmlPage('Pipelines', [
    htmlTable('Pipelines', ['FullName', 'InputType', 'Receivers', 'Processors', 'Exporters'], rows),
    htmlTable(
      'Items that went through',
      ['Pipeline', 'Kind', 'Component', 'In', 'Out', 'Refused', 'Failure'],
      components,
    ),
  ]);
}
