/**
 * Stack traces as Node would give them: positions in the learner's TypeScript, no frames of this runtime, and the
 * function an `async` body was lowered out of put back together.
 */
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { SourceLocation } from '../../lab-runtime.ts';
import { LAB_FOLDER, LAB_SOURCE, labFileUrl, PACKAGE_SOURCE } from './lab-paths.ts';
import { framesOf, withoutConstructors } from './stack-text.ts';

interface LabSource {
  readonly map: string;
  parsed?: TraceMap;
}

/** V8's view of a frame. */
interface CallSite {
  getFunctionName(): string | null;
  getTypeName(): string | null;
  getMethodName(): string | null;
  getFileName(): string | null;
  getScriptNameOrSourceURL(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  isConstructor(): boolean;
  isAsync(): boolean;
  isNative(): boolean;
  toString(): string;
}

const sources = new Map<string, LabSource>();

export function addSourceMap(path: string, map: string): void {
  if (map !== '') sources.set(path, { map });
}

/** The position in the learner's file of a position in its compiled module; both 1-based. */
export function originalPosition(path: string, line: number, column: number): SourceLocation {
  const source = sources.get(path);
  if (source === undefined) return { file: path, line, column };
  source.parsed ??= new TraceMap(source.map);
  const found = originalPositionFor(source.parsed, { line, column: column - 1 });
  return found.line === null
    ? { file: path, line, column }
    : { file: path, line: found.line, column: found.column + 1 };
}

/** One line of a learner's file, or `undefined`. */
export function sourceLine({ file, line }: SourceLocation): string | undefined {
  const source = sources.get(file);
  if (source === undefined) return undefined;
  source.parsed ??= new TraceMap(source.map);
  return source.parsed.sourcesContent?.[0]?.split(/\r?\n/)[line - 1];
}

let nameOfSource = (script: string): string => script;

/** For a runtime whose scripts have other names: `rename` gives a `LAB_SOURCE` or `PACKAGE_SOURCE` name where it is one. */
export function nameSources(rename: (script: string) => string): void {
  nameOfSource = rename;
}

interface Frame {
  readonly kind: 'lab' | 'package' | 'native' | 'runtime';
  readonly text: string;
  readonly name?: string;
  readonly where?: string;
}

/** Has `error.stack` say what it says in Node: made by V8 itself, in other engines out of their text when it is read. */
export function installStackTraces(): void {
  let asked = false;
  const prepareStackTrace = (error: Error, callSites: readonly CallSite[]): string => {
    asked = true;
    return prepare(error, callSites);
  };
  define(Error, 'prepareStackTrace', { value: prepareStackTrace, writable: true });
  void new Error('Does the engine ask?').stack;
  if (asked) return;
  Reflect.deleteProperty(Error, 'prepareStackTrace');
  rewriteStacks();
}

/** Firefox: `stack` is an accessor that all errors inherit. */
function rewriteStacks(): void {
  const native = Object.getOwnPropertyDescriptor(Error.prototype, 'stack');
  const read = native?.get;
  if (read === undefined) return;
  const rewritten = new WeakMap<object, string>();
  define(Error.prototype, 'stack', {
    get(this: Error) {
      const known = rewritten.get(this);
      if (known !== undefined) return known;
      const stack: unknown = read.call(this);
      if (typeof stack !== 'string') return stack;
      const text = rewrite(this, stack);
      rewritten.set(this, text);
      return text;
    },
    set(this: Error, value: unknown) {
      define(this, 'stack', { value, writable: true });
    },
  });
  const { captureStackTrace } = Error as unknown as {
    captureStackTrace?(target: object, above?: unknown): void;
  };
  if (captureStackTrace === undefined) return;
  define(Error, 'captureStackTrace', {
    value(target: Error, above?: unknown): void {
      captureStackTrace(target, above);
      define(target, 'stack', { value: rewrite(target, String(target.stack)), writable: true });
    },
    writable: true,
  });
}

function define(target: object, name: string, descriptor: PropertyDescriptor): void {
  Object.defineProperty(target, name, { ...descriptor, configurable: true, enumerable: false });
}

function rewrite(error: Error, stack: string): string {
  const frames = withoutConstructors(framesOf(stack), error).map(({ name, script, line, column }): Frame => {
    const where = locate(script, line, column);
    if (where === undefined)
      return { kind: script.startsWith('self-hosted') ? 'native' : 'runtime', text: '' };
    const kind = script.startsWith(LAB_SOURCE) ? 'lab' : 'package';
    return { kind, where, ...(name === undefined ? {} : { name }), text: withName(name, where) };
  });
  return withHeader(error, frames);
}

function withHeader(error: Error, frames: readonly Frame[]): string {
  return [headerOf(error), ...tidy(frames).map((frame) => `    at ${frame.text}`)].join('\n');
}

function prepare(error: Error, callSites: readonly CallSite[]): string {
  return withHeader(error, callSites.map(describe));
}

function headerOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

function describe(site: CallSite): Frame {
  const script = site.getScriptNameOrSourceURL() ?? site.getFileName();
  const file = script === null ? null : nameOfSource(script);
  const where =
    file === null || site.isNative()
      ? undefined
      : locate(file, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
  if (file === null || site.isNative()) return { kind: 'native', text: site.toString() };
  if (where === undefined) return { kind: 'runtime', text: '' };
  const name = nameOf(site);
  const kind = file.startsWith(LAB_SOURCE) ? 'lab' : 'package';
  return { kind, where, ...(name === undefined ? {} : { name }), text: withName(name, where) };
}

function locate(file: string, line: number, column: number): string | undefined {
  if (file.startsWith(LAB_SOURCE)) {
    const original = originalPosition(file.slice(LAB_SOURCE.length), line, column);
    return `${labFileUrl(original.file)}:${original.line}:${original.column}`;
  }
  if (file.startsWith(PACKAGE_SOURCE)) {
    return `file://${LAB_FOLDER}/node_modules/${file.slice(PACKAGE_SOURCE.length)}:${line}:${column}`;
  }
  return undefined;
}

function nameOf(site: CallSite): string | undefined {
  const name = site.getFunctionName();
  if (name === null || name === '') return undefined;
  if (site.isConstructor()) return `new ${name}`;
  const type = site.getTypeName();
  if (type === null || type === 'Object' || type === 'Generator' || name.startsWith(`${type}.`)) return name;
  return site.getMethodName() === null || /^(Window|DedicatedWorkerGlobalScope|Function)$/.test(type)
    ? name
    : `${type}.${name}`;
}

function withName(name: string | undefined, where: string): string {
  return name === undefined ? where : `${name} (${where})`;
}

/**
 * An async function `f` shows as the generator that is its body, machinery, and `f` itself, where it called the
 * machinery. One frame is left of it: `f` where its body was.
 */
function tidy(frames: readonly Frame[]): Frame[] {
  const tidied: Frame[] = [];
  for (let at = 0; at < frames.length; at++) {
    const frame = frames[at] as Frame;
    if (frame.kind === 'runtime') continue;
    if (frame.kind === 'native') {
      if (machineryLength(frames, at) === 0) tidied.push(frame);
      continue;
    }
    const machinery = machineryLength(frames, at + 1);
    const caller = frames[at + 1 + machinery];
    const isBody = frame.name === undefined || frame.name.endsWith('.next');
    if (
      machinery > 1 &&
      frame.kind === 'lab' &&
      isBody &&
      caller?.kind === 'lab' &&
      frame.where !== undefined
    ) {
      tidied.push({ ...frame, text: withName(caller.name, frame.where) });
      at += machinery + 1;
    } else
      tidied.push(
        isBody && machinery > 0 && frame.where !== undefined ? { ...frame, text: frame.where } : frame,
      );
  }
  return tidied;
}

/** How many frames from `from` on are this runtime's, or native ones on the way into it. */
function machineryLength(frames: readonly Frame[], from: number): number {
  let length = 0;
  let sawRuntime = false;
  for (let at = from; at < frames.length; at++) {
    const { kind } = frames[at] as Frame;
    if (kind !== 'runtime' && kind !== 'native') break;
    sawRuntime ||= kind === 'runtime';
    length++;
  }
  return sawRuntime ? length : 0;
}

/** The stack of an error, with positions in the learner's files whatever the engine. */
export function stackOf(error: Error): string {
  const { stack } = error;
  if (typeof stack !== 'string') return headerOf(error);
  return stack.includes(LAB_SOURCE) ? rewrite(error, stack) : stack;
}

/** Where in the learner's files the stack begins. */
export function locationOf(stack: string): SourceLocation | undefined {
  const found = /file:\/\/\/lab\/(?!node_modules\/)([^\s()]+?):(\d+):(\d+)/.exec(stack);
  if (found === null) return undefined;
  return { file: decodeURI(found[1] ?? ''), line: Number(found[2]), column: Number(found[3]) };
}

/** The call in the learner's files that led here: "assert(ok)". */
export function expressionOfCaller(): string {
  const location = locationOf(stackOf(new Error()));
  if (location === undefined) return 'false == true';
  const line = sourceLine(location) ?? '';
  // Of `assert.ok(…)` an engine may point at `ok`.
  const before = /[\w$.]*$/.exec(line.slice(0, location.column - 1))?.[0] ?? '';
  const rest = line.slice(location.column - 1);
  let depth = 0;
  for (let at = 0; at < rest.length; at++) {
    if (rest[at] === '(') depth++;
    if (rest[at] === ')' && --depth === 0) return before + rest.slice(0, at + 1);
  }
  return before + rest;
}
