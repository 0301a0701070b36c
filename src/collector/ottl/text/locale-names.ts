/** For each month, day or half of the day the forms it has in a language. */
export interface LocaleNames {
  readonly longMonths: readonly (readonly string[])[];
  readonly shortMonths: readonly (readonly string[])[];
  /** From Sunday on. */
  readonly longDays: readonly (readonly string[])[];
  readonly shortDays: readonly (readonly string[])[];
  /** am, pm */
  readonly halves: readonly (readonly string[])[];
}

const known = new Map<string, LocaleNames | undefined>();

/** The names in a language by its BCP 47 tag; `undefined` where it isn't known. */
export function localeNames(locale: string): LocaleNames | undefined {
  if (!known.has(locale)) known.set(locale, isSupported(locale) ? makeNames(locale) : undefined);
  return known.get(locale);
}

function isSupported(locale: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([locale]).length === 1;
  } catch {
    // RangeError: the tag isn't well-formed.
    return false;
  }
}

/** 2023-01-01 was a Sunday, and the first day of a month. */
const sundayInJanuary = (day: number) => Date.UTC(2023, 0, 1 + day, 9);
const firstOfMonth = (month: number) => Date.UTC(2023, month, 1, 9);
const morningOrEvening = (half: number) => Date.UTC(2023, 0, 1, half === 0 ? 9 : 21);

function makeNames(locale: string): LocaleNames {
  const forms = (
    type: Intl.DateTimeFormatPartTypes,
    count: number,
    instant: (index: number) => number,
    ...options: readonly Intl.DateTimeFormatOptions[]
  ) => {
    const formats = options.map((each) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...each }));
    return Array.from({ length: count }, (_, index) => {
      const parts = formats.map((format) =>
        format.formatToParts(instant(index)).find((part) => part.type === type),
      );
      // A bare number, as Chinese has it for months within a date, is no name.
      return parts.flatMap((part) => (part === undefined || /^\d+$/.test(part.value) ? [] : [part.value]));
    });
  };
  // Within a date some languages inflect the month; by itself it is in the nominative.
  const months = (month: 'long' | 'short') =>
    forms('month', 12, firstOfMonth, { month, day: 'numeric' }, { month });
  return {
    longMonths: months('long'),
    shortMonths: months('short'),
    longDays: forms('weekday', 7, sundayInJanuary, { weekday: 'long' }),
    shortDays: forms('weekday', 7, sundayInJanuary, { weekday: 'short' }),
    halves: forms('dayPeriod', 2, morningOrEvening, { hour: 'numeric', hour12: true }),
  };
}
