/** `node:assert`. */
import { inspect } from '../inspect.ts';
import { isError } from '../inspect-names.ts';
import { expressionOfCaller } from '../stack.ts';
import { isDeepEqual } from './deep-equal.ts';
import { invalidArgument } from './node-error.ts';

interface AssertionDetails {
  readonly message?: string | undefined;
  readonly actual?: unknown;
  readonly expected?: unknown;
  readonly operator?: string;
}

export class AssertionError extends Error {
  readonly code = 'ERR_ASSERTION';
  readonly generatedMessage: boolean;
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string | undefined;

  constructor({ message, actual, expected, operator }: AssertionDetails) {
    super(message ?? `${inspect(actual)} ${operator} ${inspect(expected)}`);
    this.name = 'AssertionError';
    this.generatedMessage = message === undefined;
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
  }
}

type Message = string | Error | undefined;

function fail(given: Message, details: AssertionDetails): never {
  if (given instanceof Error) throw given;
  const error = new AssertionError({ ...details, message: given ?? details.message });
  Object.defineProperty(error, 'generatedMessage', { value: given === undefined });
  throw error;
}

function comparison(
  operator: string,
  holds: (actual: unknown, expected: unknown) => boolean,
  says: string,
): (actual: unknown, expected: unknown, message?: Message) => void {
  return (actual, expected, message) => {
    if (holds(actual, expected)) return;
    const shown = [inspect(actual), inspect(expected)];
    const oneLine = shown.every((text) => !text.includes('\n'));
    const body = oneLine
      ? `${shown[0]} !== ${shown[1]}`
      : `+ actual - expected\n\n${shown.map((text, at) => text.replace(/^/gm, at === 0 ? '+ ' : '- ')).join('\n')}`;
    fail(message, { message: `${says}:\n\n${body}\n`, actual, expected, operator });
  };
}

function negation(
  operator: string,
  holds: (actual: unknown, expected: unknown) => boolean,
  says: string,
): (actual: unknown, expected: unknown, message?: Message) => void {
  return (actual, expected, message) => {
    if (!holds(actual, expected)) return;
    fail(message, { message: `${says}: ${inspect(actual)}`, actual, expected, operator });
  };
}

function ok(value?: unknown, message?: Message): void {
  if (!value) {
    const expression = expressionOfCaller();
    const says = 'The expression evaluated to a falsy value:';
    fail(message, { message: `${says}\n\n  ${expression}\n`, actual: value, expected: true, operator: '==' });
  }
}

/** Whether what was thrown is what `expected` describes; no description fits everything. */
function fits(thrown: unknown, expected: unknown): boolean {
  if (expected === undefined) return true;
  if (expected instanceof RegExp) return expected.test(String(thrown));
  if (typeof expected === 'function') {
    const { prototype } = expected as { prototype?: unknown };
    if (prototype !== undefined && thrown instanceof (expected as new () => object)) return true;
    if (expected === Error || Object.prototype.isPrototypeOf.call(Error, expected)) return false;
    return (expected as (thrown: unknown) => unknown)(thrown) === true;
  }
  if (typeof expected !== 'object' || expected === null)
    throw invalidArgument('expected', 'of type function or an object', expected);
  const keys: PropertyKey[] = Reflect.ownKeys(expected);
  if (isError(expected)) keys.push('name', 'message');
  return keys.every((key) => {
    const wanted = (expected as Record<PropertyKey, unknown>)[key];
    const found = (thrown as Record<PropertyKey, unknown> | undefined)?.[key];
    return wanted instanceof RegExp && typeof found === 'string'
      ? wanted.test(found)
      : isDeepEqual(found, wanted);
  });
}

function checkThrown(
  thrown: { readonly error: unknown } | undefined,
  expected: unknown,
  message: Message,
  operator: string,
): void {
  const [description, text] = typeof expected === 'string' ? [undefined, expected] : [expected, message];
  if (thrown === undefined) {
    const what = operator === 'rejects' ? 'rejection' : 'exception';
    fail(text, { message: `Missing expected ${what}.`, expected: description, operator });
  }
  if (fits(thrown.error, description)) return;
  const found = text === undefined ? misfit(thrown.error, description) : undefined;
  // What was thrown instead is what the author needs to see.
  if (text === undefined && found === undefined) throw thrown.error;
  fail(text, { message: found, actual: thrown.error, expected: description, operator });
}

/** In Node's words; `undefined` for descriptions Node compares property by property. */
function misfit(error: unknown, expected: unknown): string | undefined {
  if (expected instanceof RegExp) {
    return `The input did not match the regular expression ${expected}. Input:\n\n${inspect(String(error))}\n`;
  }
  if (typeof expected !== 'function') return undefined;
  const seen = isError(error) ? `\n\nError message:\n\n${error.message}` : '';
  if (expected === Error || Object.prototype.isPrototypeOf.call(Error, expected)) {
    const received = isError(error) ? error.name : inspect(error, { depth: -1 });
    return `The error is expected to be an instance of "${expected.name}". Received "${received}"${seen}`;
  }
  const name = expected.name === '' ? '' : `"${expected.name}" `;
  const caught = isError(error) ? `\n\nCaught error:\n\n${String(error)}` : '';
  return `The ${name}validation function is expected to return "true". Received false${caught}`;
}

function throws(action: () => unknown, expected?: unknown, message?: Message): void {
  let thrown: { readonly error: unknown } | undefined;
  try {
    action();
  } catch (error) {
    thrown = { error };
  }
  checkThrown(thrown, expected, message, 'throws');
}

async function rejects(promise: unknown, expected?: unknown, message?: Message): Promise<void> {
  let thrown: { readonly error: unknown } | undefined;
  try {
    await (typeof promise === 'function' ? promise() : promise);
  } catch (error) {
    thrown = { error };
  }
  checkThrown(thrown, expected, message, 'rejects');
}

function unwanted(error: unknown, operator: string): never {
  const what = operator === 'doesNotReject' ? 'rejection' : 'exception';
  const text = isError(error) ? error.message : inspect(error);
  fail(undefined, { message: `Got unwanted ${what}.\nActual message: "${text}"`, actual: error, operator });
}

function doesNotThrow(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    unwanted(error, 'doesNotThrow');
  }
}

async function doesNotReject(promise: unknown): Promise<void> {
  try {
    await (typeof promise === 'function' ? promise() : promise);
  } catch (error) {
    unwanted(error, 'doesNotReject');
  }
}

function match(text: string, pattern: RegExp, message?: Message): void {
  if (typeof text === 'string' && pattern.test(text)) return;
  const says = `The input did not match the regular expression ${pattern}. Input:\n\n${inspect(text)}\n`;
  fail(message, { message: says, actual: text, expected: pattern, operator: 'match' });
}

function doesNotMatch(text: string, pattern: RegExp, message?: Message): void {
  if (typeof text !== 'string' || !pattern.test(text)) return;
  const says = `The input was expected to not match the regular expression ${pattern}. Input:\n\n${inspect(text)}\n`;
  fail(message, { message: says, actual: text, expected: pattern, operator: 'doesNotMatch' });
}

function ifError(value: unknown): void {
  if (value === null || value === undefined) return;
  const text = isError(value) ? value.message : inspect(value);
  fail(undefined, {
    message: `ifError got unwanted exception: ${text}`,
    actual: value,
    expected: null,
    operator: 'ifError',
  });
}

// biome-ignore lint/suspicious/noDoubleEquals: that is what `assert.equal` does
const isLooselyEqual = (a: unknown, b: unknown): boolean => a == b || (Number.isNaN(a) && Number.isNaN(b));
const isLooselyDeepEqual = (a: unknown, b: unknown): boolean => isDeepEqual(a, b, false);
const isStrictlyDeepEqual = (a: unknown, b: unknown): boolean => isDeepEqual(a, b);

const strictComparisons = {
  strictEqual: comparison('strictEqual', Object.is, 'Expected values to be strictly equal'),
  notStrictEqual: negation('notStrictEqual', Object.is, 'Expected "actual" to be strictly unequal to'),
  deepStrictEqual: comparison(
    'deepStrictEqual',
    isStrictlyDeepEqual,
    'Expected values to be strictly deep-equal',
  ),
  notDeepStrictEqual: negation(
    'notDeepStrictEqual',
    isStrictlyDeepEqual,
    'Expected "actual" not to be strictly deep-equal to',
  ),
};

const common = {
  ok,
  AssertionError,
  ...strictComparisons,
  throws,
  rejects,
  doesNotThrow,
  doesNotReject,
  match,
  doesNotMatch,
  ifError,
  fail(message: Message = 'Failed'): never {
    return fail(message, { operator: 'fail' });
  },
};

/** `assert/strict`: every comparison is strict. */
export const assertStrict = Object.assign(
  (value?: unknown, message?: Message) => ok(value, message),
  common,
  {
    equal: strictComparisons.strictEqual,
    notEqual: strictComparisons.notStrictEqual,
    deepEqual: strictComparisons.deepStrictEqual,
    notDeepEqual: strictComparisons.notDeepStrictEqual,
  },
);
Object.assign(assertStrict, { strict: assertStrict });

export const assert = Object.assign((value?: unknown, message?: Message) => ok(value, message), common, {
  equal(actual: unknown, expected: unknown, message?: Message): void {
    if (!isLooselyEqual(actual, expected)) fail(message, { actual, expected, operator: '==' });
  },
  notEqual(actual: unknown, expected: unknown, message?: Message): void {
    if (isLooselyEqual(actual, expected)) fail(message, { actual, expected, operator: '!=' });
  },
  deepEqual: comparison('deepEqual', isLooselyDeepEqual, 'Expected values to be loosely deep-equal'),
  notDeepEqual: negation(
    'notDeepEqual',
    isLooselyDeepEqual,
    'Expected "actual" not to be loosely deep-equal to',
  ),
  strict: assertStrict,
});
