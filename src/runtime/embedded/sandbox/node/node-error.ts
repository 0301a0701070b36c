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
  const shown = received === null || received === undefined ? String(received) : `type ${typeof received}`;
  return codedError(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    `The "${name}" argument must be ${expected}. Received ${shown}`,
  );
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
  ENOENT: -2,
  ENOTFOUND: -3008,
  EPROTO: -71,
};
