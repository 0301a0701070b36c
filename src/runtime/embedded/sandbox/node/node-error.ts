/** Errors with Node's codes. */

export type CodedError = Error & { code: string };

/** Its stack reads "Error [CODE]: message", as Node's do. */
export function codedError(
  ErrorClass: new (message: string) => Error,
  code: string,
  message: string,
): CodedError {
  const error = new ErrorClass(message) as CodedError;
  Object.defineProperty(error, 'code', { value: code, enumerable: true, writable: true, configurable: true });
  const { name } = error;
  Object.defineProperty(error, 'name', { value: `${name} [${code}]`, configurable: true, writable: true });
  // The stack takes its first line from the name when it is read for the first time.
  void error.stack;
  Object.defineProperty(error, 'name', {
    value: name,
    enumerable: false,
    configurable: true,
    writable: true,
  });
  return error;
}

export function invalidArgument(name: string, expected: string, received: unknown): CodedError {
  return codedError(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    `The "${name}" argument must be ${expected}. Received ${described(received)}`,
  );
}

const SHOWN_CHARACTERS = 25;

/** A value in the words of Node's complaints: "type string ('x')", "an instance of Map", "undefined". */
function described(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value === 'object') {
    const { name = '' } = (value.constructor ?? {}) as { name?: string };
    return name === '' ? 'an object' : `an instance of ${name}`;
  }
  const text =
    typeof value === 'string' ? `'${value}'` : `${String(value)}${typeof value === 'bigint' ? 'n' : ''}`;
  const shown = text.length > SHOWN_CHARACTERS + 3 ? `${text.slice(0, SHOWN_CHARACTERS)}...` : text;
  return `type ${typeof value} (${shown})`;
}

/** A failed system call: `code`, `errno`, `syscall` and what it was about. */
export function systemError(
  syscall: string,
  code: string,
  about: string,
  fields: Readonly<Record<string, unknown>> = {},
): CodedError {
  const error = new Error(`${syscall} ${code}${about === '' ? '' : ` ${about}`}`) as CodedError;
  return Object.assign(error, { errno: ERRNO[code] ?? -1, code, syscall, ...fields });
}

const ERRNO: Readonly<Record<string, number>> = {
  EADDRINUSE: -98,
  ECONNREFUSED: -111,
  ECONNRESET: -104,
  EEXIST: -17,
  EISDIR: -21,
  EMFILE: -24,
  ENOENT: -2,
  ENOTDIR: -20,
  ENOTEMPTY: -39,
  ENOTFOUND: -3008,
  EPROTO: -71,
};
