import type { Clock } from './clock.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export type LogValue = string | number | bigint | boolean | null | readonly LogValue[] | LogFields | JsonText;

/** A value that is JSON already: of what the collector has no encoder for it writes JSON without blanks. */
export class JsonText {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

export interface LogFields {
  readonly [name: string]: LogValue;
}

export type LogStream = 'stdout' | 'stderr';

/** Where lines go. A "line" may hold line breaks: the text of a `debug` exporter. */
export type LogSink = (line: string, stream: LogStream) => void;

export interface Logger {
  log(level: LogLevel, message: string, fields?: LogFields): void;
  /** A logger that says these fields too. */
  with(fields: LogFields): Logger;
  /** A logger that says all but these fields: for what several components share. */
  without(names: readonly string[]): Logger;
}

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/**
 * The collector's console format: time, level, message and fields separated by tabs, on standard error. Lines below
 * `minimum` are dropped.
 */
export function consoleLogger(
  sink: LogSink,
  clock: Clock,
  minimum: LogLevel,
  fields: LogFields = {},
): Logger {
  return {
    log(level, message, more = {}) {
      if (LEVELS.indexOf(level) < LEVELS.indexOf(minimum)) return;
      sink(`${formatTime(clock.now())}\t${level}\t${formatEntry(message, { ...fields, ...more })}`, 'stderr');
    },
    with: (more) => consoleLogger(sink, clock, minimum, { ...fields, ...more }),
    without: (names) =>
      consoleLogger(
        sink,
        clock,
        minimum,
        Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name))),
      ),
  };
}

/** Message and fields of a line: `Traces<tab>{"spans": 3}`. */
export function formatEntry(message: string, fields: LogFields): string {
  return Object.keys(fields).length === 0 ? message : `${message}\t${formatFields(fields)}`;
}

/** JSON with a blank after ":" and ",", as the collector's console writes fields. */
function formatFields(value: LogValue): string {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof JsonText) return value.json;
  if (Array.isArray(value)) return `[${value.map(formatFields).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value as LogFields).map(
    ([key, item]) => `${JSON.stringify(key)}: ${formatFields(item)}`,
  );
  return `{${entries.join(', ')}}`;
}

function formatTime(ns: bigint): string {
  return new Date(Number(ns / 1_000_000n)).toISOString();
}
