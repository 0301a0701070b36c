/** The HTTP server's keys (core config/confighttp), in the order the collector's decoder goes through them. */
import { field, parsedString, struct } from '../../../config/schema.ts';
import { httpServerFields, httpServerFindings } from '../../http-server/server-fields.ts';

/** The path of a signal; a leading "/" is added where it is missing. */
function urlPath(fallback: string) {
  return parsedString({
    goType: 'otlpreceiver.SanitizedURLPath',
    default: fallback,
    parse(text) {
      const bad = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(text);
      if (bad !== null) {
        throw new Error(
          `invalid HTTP URL path set for signal: parse "${text}": invalid URL escape "${bad[0].slice(0, 3)}"`,
        );
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
