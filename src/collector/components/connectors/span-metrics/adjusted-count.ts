/**
 * How many spans a sampled span stands for, from the threshold in its tracestate (`ot=th:8` means half of them were
 * dropped; OpenTelemetry "TraceState: Probability Sampling").
 */
const MAX = 1n << 56n;

export interface AdjustedCount {
  readonly count: bigint;
  readonly extrapolated: boolean;
}

const ONE: AdjustedCount = { count: 1n, extrapolated: false };

/** Counts are whole: 2^56 / (2^56 - threshold) is rounded up as often as its fraction says. */
export function adjustedCount(traceState: string, random: () => number): AdjustedCount {
  const threshold = thresholdOf(traceState);
  if (threshold === undefined) return ONE;
  const denominator = MAX - threshold;
  const whole = MAX / denominator;
  const fraction = Number(MAX % denominator) / Number(denominator);
  return { count: whole + (random() < fraction ? 1n : 0n), extrapolated: true };
}

function thresholdOf(traceState: string): bigint | undefined {
  if (!traceState.includes('ot=')) return undefined;
  const member = traceState
    .split(',')
    .map((text) => text.trim())
    .find((text) => text.startsWith('ot='));
  const digits =
    member === undefined ? undefined : /(?:^|;)th:([0-9a-f]{1,14})(?:;|$)/.exec(member.slice(3))?.[1];
  return digits === undefined ? undefined : BigInt(`0x${digits.padEnd(14, '0')}`);
}
