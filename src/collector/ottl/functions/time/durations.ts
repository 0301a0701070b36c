import { DurationError, parseDuration } from '../../../config/duration.ts';
import { arg, defineFunction, type OttlFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { timeQuote } from '../../text/time-parse-error.ts';
import { OttlDuration, type Value } from '../../value.ts';

function durationFunction(name: string, part: (ns: bigint) => Value): OttlFunction {
  return defineFunction({
    name,
    parameters: { duration: arg.duration },
    create:
      ({ duration }) =>
      (context) =>
        part(duration.get(context).ns),
  });
}

/** The whole and the rest apart, as Go adds them, so that no digit differs. */
function inUnits(unitNs: bigint): (ns: bigint) => number {
  return (ns) => Number(ns / unitNs) + Number(ns % unitNs) / Number(unitNs);
}

export const durations = [
  defineFunction({
    name: 'Duration',
    parameters: { duration: arg.string },
    create:
      ({ duration }) =>
      (context) =>
        new OttlDuration(durationOf(duration.get(context))),
  }),
  durationFunction('Hours', inUnits(3_600_000_000_000n)),
  durationFunction('Minutes', inUnits(60_000_000_000n)),
  durationFunction('Seconds', inUnits(1_000_000_000n)),
  durationFunction('Milliseconds', (ns) => ns / 1_000_000n),
  durationFunction('Microseconds', (ns) => ns / 1_000n),
  durationFunction('Nanoseconds', (ns) => ns),
];

function durationOf(text: string): bigint {
  try {
    return parseDuration(text);
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    throw new OttlError(durationProblem(error.message, text), { cause: error });
  }
}

/** Go names the text too, and the unit it doesn't know: `unknown unit "x" in duration "1x"`. */
function durationProblem(reason: string, text: string): string {
  if (reason !== 'time: unknown unit') return `${reason} ${timeQuote(text)}`;
  const units = text.match(/[^\d.+-][^\d.]*/g) ?? [];
  const unknown = units.find((unit) => !/^(?:ns|us|µs|μs|ms|s|m|h)$/.test(unit)) ?? '';
  return `${reason} ${timeQuote(unknown)} in duration ${timeQuote(text)}`;
}
