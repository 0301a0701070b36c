/** `console`, as Node's writes to standard output and error. */

import type { OutputStream } from '../../lab-runtime.ts';
import { formatWithOptions } from './format.ts';
import { inspect } from './inspect.ts';
import type { InspectOptions } from './inspection.ts';
import { now } from './natives.ts';
import { writeOutput } from './output.ts';
import { renderTable } from './table.ts';

const INDENTATION = 2;

export class Console {
  readonly #counts = new Map<string, number>();
  readonly #timers = new Map<string, number>();
  #indentation = '';

  constructor() {
    // Programs take the methods off the object: `const { log } = console`.
    for (const name of Object.getOwnPropertyNames(Console.prototype)) {
      const method = (this as unknown as Record<string, unknown>)[name];
      if (name === 'constructor' || typeof method !== 'function') continue;
      Object.defineProperty(this, name, {
        value: method.bind(this),
        writable: true,
        configurable: true,
        enumerable: true,
      });
    }
  }

  log(...args: unknown[]): void {
    this.#write('stdout', formatWithOptions({}, ...args));
  }

  info(...args: unknown[]): void {
    this.log(...args);
  }

  debug(...args: unknown[]): void {
    this.log(...args);
  }

  error(...args: unknown[]): void {
    this.#write('stderr', formatWithOptions({}, ...args));
  }

  warn(...args: unknown[]): void {
    this.error(...args);
  }

  trace(...args: unknown[]): void {
    const marker = new Error(formatWithOptions({}, ...args));
    marker.name = 'Trace';
    (Error as { captureStackTrace?(target: object, above: unknown): void }).captureStackTrace?.(
      marker,
      this.trace,
    );
    this.error(marker.stack);
  }

  dir(value: unknown, options?: InspectOptions): void {
    this.#write('stdout', inspect(value, { customInspect: false, ...options }));
  }

  dirxml(...args: unknown[]): void {
    this.log(...args);
  }

  assert(condition?: unknown, ...args: unknown[]): void {
    if (condition) return;
    if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
    else args.unshift('Assertion failed');
    this.warn(...args);
  }

  table(data: unknown, columns?: readonly string[]): void {
    this.log(typeof data === 'object' && data !== null ? renderTable(data, columns) : data);
  }

  group(...args: unknown[]): void {
    if (args.length > 0) this.log(...args);
    this.#indentation += ' '.repeat(INDENTATION);
  }

  groupCollapsed(...args: unknown[]): void {
    this.group(...args);
  }

  groupEnd(): void {
    this.#indentation = this.#indentation.slice(INDENTATION);
  }

  count(label = 'default'): void {
    const count = (this.#counts.get(label) ?? 0) + 1;
    this.#counts.set(label, count);
    this.log(`${label}: ${count}`);
  }

  countReset(label = 'default'): void {
    this.#counts.delete(label);
  }

  time(label = 'default'): void {
    this.#timers.set(label, now());
  }

  timeLog(label = 'default', ...args: unknown[]): void {
    const since = this.#timers.get(label);
    if (since === undefined) return;
    this.log(`${label}: ${duration(now() - since)}`, ...args);
  }

  timeEnd(label = 'default'): void {
    this.timeLog(label);
    this.#timers.delete(label);
  }

  #write(stream: OutputStream, text: string): void {
    const indented =
      this.#indentation === '' ? text : this.#indentation + text.replaceAll('\n', `\n${this.#indentation}`);
    writeOutput(stream, `${indented}\n`);
  }
}

function duration(ms: number): string {
  if (ms < 1_000) return `${Number(ms.toFixed(3))}ms`;
  return ms < 60_000
    ? `${(ms / 1_000).toFixed(3)}s`
    : `${Math.floor(ms / 60_000)}:${((ms % 60_000) / 1_000).toFixed(3).padStart(6, '0')} (m:ss.mmm)`;
}
