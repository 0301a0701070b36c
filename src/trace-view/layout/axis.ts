/** The time axis: 4 to 7 equal divisions on 1-2-5 steps. */

const MIN_DIVISIONS = 4;
const MAX_DIVISIONS = 7;
/** A trace without length still gets an axis. */
const SHORTEST_NS = 4000;

/** ns in a unit, and where the next larger unit takes over (counted in this unit). */
const UNITS = [
  { symbol: 'ns', size: 1, until: 1000 },
  { symbol: 'µs', size: 1e3, until: 1000 },
  { symbol: 'ms', size: 1e6, until: 1000 },
  { symbol: 's', size: 1e9, until: 60 },
  { symbol: 'min', size: 6e10, until: Number.POSITIVE_INFINITY },
] as const;

export interface AxisTick {
  readonly ms: number;
  /** Place on the axis, 0 to 1. */
  readonly at: number;
  /** `0`, `200 ms`. */
  readonly label: string;
}

export interface Axis {
  /** What the full width stands for, in ms; at least the length asked for. */
  readonly lengthMs: number;
  readonly divisions: number;
  readonly stepMs: number;
  /** At the start of each division; the end of the last one has no label. */
  readonly ticks: readonly AxisTick[];
  /** Text for a time between the ticks, in the axis' unit and as fine as the picture can show. */
  readonly label: (ms: number) => string;
}

/** The axis for a trace of a length in ms. */
export function axisFor(lengthMs: number): Axis {
  const lengthNs = Math.max(lengthMs * 1e6, SHORTEST_NS);
  for (const unit of UNITS) {
    for (let power = 1; power < unit.until; power *= 10) {
      for (const mantissa of [1, 2, 5]) {
        const step = mantissa * power;
        if (step >= unit.until) break;
        const stepNs = step * unit.size;
        if (stepNs * MAX_DIVISIONS < lengthNs) continue;
        const divisions = Math.max(MIN_DIVISIONS, Math.ceil(lengthNs / stepNs));
        return makeAxis(step, unit.symbol, stepNs / 1e6, divisions);
      }
    }
  }
  throw new RangeError(`No axis for a length of ${lengthMs} ms: the length must be a finite number.`);
}

function makeAxis(step: number, symbol: string, stepMs: number, divisions: number): Axis {
  // A division is some 80 to 200 px wide, so a fiftieth of it is about what a pointer can aim at.
  const decimals = Math.max(0, Math.ceil(-Math.log10(step / 50)));
  return {
    lengthMs: stepMs * divisions,
    divisions,
    stepMs,
    ticks: Array.from({ length: divisions }, (_, index) => ({
      ms: index * stepMs,
      at: index / divisions,
      label: index === 0 ? '0' : `${index * step} ${symbol}`,
    })),
    label: (ms) => `${((ms / stepMs) * step).toFixed(decimals)} ${symbol}`,
  };
}
