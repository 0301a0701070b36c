/** A failure a receiver is told to make: plain data, so that it crosses to the collector's worker. */
export interface FaultPlan {
  readonly fault: /** Refuses with this HTTP status (over gRPC with the code that stands for it). */
    | { readonly kind: 'status'; readonly status: 400 | 429 | 503; readonly retryAfterSeconds?: number }
    /** Ends the connection without an answer. */
    | { readonly kind: 'drop' }
    /** Answers late. */
    | { readonly kind: 'slow'; readonly milliseconds: number }
    /** Takes the data and says that some of it was rejected. */
    | { readonly kind: 'partial'; readonly rejected: number; readonly message: string };
  /** How many requests it befalls; all from now on where it isn't given. */
  readonly count?: number;
}

/** A handler's way to say that there shall be no answer: hosts cut the connection. */
export class DroppedConnection extends Error {
  constructor() {
    super('the connection is dropped without an answer');
    this.name = 'DroppedConnection';
  }
}

const STATUSES = [400, 429, 503] as const;

/**
 * Reads "status=429,retry-after=2,count=3", "drop", "slow=500" (ms) or "partial=3,message=too old". Throws an Error
 * that names what is wrong.
 */
export function parseFault(text: string): FaultPlan {
  const parts = new Map(
    text.split(',').map((part) => {
      const equals = part.indexOf('=');
      return equals < 0
        ? ([part.trim(), ''] as const)
        : ([part.slice(0, equals).trim(), part.slice(equals + 1)] as const);
    }),
  );
  const take = (name: string): string | undefined => {
    const value = parts.get(name);
    parts.delete(name);
    return value;
  };
  const whole = (name: string, value: string): number => {
    if (!/^\d{1,9}$/.test(value))
      throw new Error(`${name} must be a whole number, not ${JSON.stringify(value)}`);
    return Number(value);
  };
  const count = take('count');
  const fault = readFault(take, whole);
  const [unknown] = parts.keys();
  if (unknown !== undefined) throw new Error(`${JSON.stringify(unknown)} does not belong to this fault`);
  return count === undefined ? { fault } : { fault, count: whole('count', count) };
}

function readFault(
  take: (name: string) => string | undefined,
  whole: (name: string, value: string) => number,
): FaultPlan['fault'] {
  if (take('drop') !== undefined) return { kind: 'drop' };
  const slow = take('slow');
  if (slow !== undefined) return { kind: 'slow', milliseconds: whole('slow', slow) };
  const partial = take('partial');
  if (partial !== undefined) {
    return {
      kind: 'partial',
      rejected: whole('partial', partial),
      message: take('message') ?? 'rejected on purpose',
    };
  }
  const text = take('status');
  const status = STATUSES.find((each) => String(each) === text);
  if (status === undefined) {
    throw new Error(`a fault is status=${STATUSES.join('|')}, drop, slow=MS or partial=ITEMS`);
  }
  const wait = take('retry-after');
  return wait === undefined
    ? { kind: 'status', status }
    : { kind: 'status', status, retryAfterSeconds: whole('retry-after', wait) };
}
