import { prefixed } from '../../compile/key.ts';
import { arg, defineFunction, optional } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { checkLocale, translateTime } from '../../text/localized-time.ts';
import { parseTime } from '../../text/parse-time.ts';
import { strptimeReader } from '../../text/strptime.ts';
import { validateStrptime } from '../../text/strptime-directives.ts';
import { TimeParseError } from '../../text/time-parse-error.ts';
import { loadZone } from '../../text/time-zone.ts';
import type { TimeZone } from '../../value.ts';

/** A text as a time by a `strptime` format, in a zone where the text has none, and with the names of a language. */
export const time = defineFunction({
  name: 'Time',
  parameters: {
    time: arg.string,
    format: arg.stringLiteral,
    location: optional(arg.stringLiteral),
    locale: optional(arg.stringLiteral),
  },
  create: ({ time: text, format, location, locale }, { clock }) => {
    if (format === '') throw new OttlError('format cannot be nil');
    const zone = zoneOf(location);
    if (locale !== undefined) checkLocale(locale);
    validateStrptime(format);
    const read = strptimeReader(format);
    return (context) => {
      const value = text.get(context);
      if (value === '') throw new OttlError('time cannot be nil');
      const now = clock.now();
      try {
        return read((layout) => {
          const english = locale === undefined ? value : translateTime(layout, value, locale);
          return parseTime(layout, english, zone, now);
        });
      } catch (error) {
        throw error instanceof TimeParseError ? new OttlError(error.message, { cause: error }) : error;
      }
    };
  },
});

/** The collector's own zone, UTC, where none is given. */
function zoneOf(location: string | undefined): TimeZone {
  if (location === undefined) return 'UTC';
  try {
    return loadZone(location);
  } catch (error) {
    throw prefixed(`failed to load location ${location}: `, error);
  }
}
