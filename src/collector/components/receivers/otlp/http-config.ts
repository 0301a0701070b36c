/** The HTTP server's keys (core config/confighttp), in the order the collector's decoder goes through them. */
import { field, parsedString, struct } from '../../../config/schema.ts';
import { httpServerFields, httpServerFindings } from '../../http-server/server-fields.ts';

/** What Go's net/url has against a text, as far as paths go. */
function objectionToUrl(text: string): string | undefined {
  if (text.startsWith(':')) return 'missing protocol scheme';
  const [path = ''] = text.split(/[?#]/, 1);
  const hasScheme = /^[A-Za-z][A-Za-z0-9+.-]*:/.test(path);
  if (!hasScheme && /^[^/]*:/.test(path)) return 'first path segment in URL cannot contain colon';
  const badEscape = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(path);
  return badEscape === null ? undefined : `invalid URL escape "${badEscape[0].slice(0, 3)}"`;
}

/** The path of a signal; a leading "/" is added where it is missing. */
function urlPath(fallback: string) {
  return parsedString({
    goType: 'otlpreceiver.SanitizedURLPath',
    default: fallback,
    parse(text) {
      const objection = objectionToUrl(text);
      if (objection !== undefined) {
        throw new Error(`invalid HTTP URL path set for signal: parse "${text}": ${objection}`);
      }
      const path = text.replace(/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/]*/, '').replace(/[?#].*$/s, '');
      return path.startsWith('/') ? path : `/${path}`;
    },
  });
}

export const httpServerSchema = struct(
  'otlpreceiver.HTTPConfig',
  {
    traces_url_path: field(urlPath('/v1/traces'), 'The path spans are received on.'),
    metrics_url_path: field(urlPath('/v1/metrics'), 'The path metrics are received on.'),
    logs_url_path: field(urlPath('/v1/logs'), 'The path logs are received on.'),
    ...httpServerFields({
      endpoint: 'localhost:4318',
      maxRequestBodySize: 20 * 1024 * 1024,
      readHeaderTimeout: 0n,
      writeTimeout: 0n,
    }),
  },
  {
    ignoresUnknownKeys: true,
    validate: (config) => httpServerFindings(config, ['serverconfig']),
  },
);
