/** Times as text. Units are symbols of the SI and the same in every language. */

/** ns in one unit, decimals shown. One decimal below a second, two from a second. */
const UNITS = [
  { symbol: 'ns', size: 1n, decimals: 0 },
  { symbol: 'µs', size: 1_000n, decimals: 1 },
  { symbol: 'ms', size: 1_000_000n, decimals: 1 },
  { symbol: 's', size: 1_000_000_000n, decimals: 2 },
  { symbol: 'min', size: 60_000_000_000n, decimals: 2 },
] as const;

/** `27.0 ms`, `1.28 s`, `850 ns`, `2.50 min`. Rounded half up from the exact number of nanoseconds. */
export function formatDuration(ns: bigint): string {
  if (ns === 0n) return '0 ms';
  if (ns < 0n) return `−${formatDuration(-ns)}`;
  for (const [index, unit] of UNITS.entries()) {
    const next = UNITS[index + 1];
    const scale = 10n ** BigInt(unit.decimals);
    const rounded = (ns * scale * 2n + unit.size) / (unit.size * 2n);
    // 999.96 ms is not "1000.0 ms": what rounds up to the next unit is shown in the next unit.
    if (next && rounded * unit.size >= next.size * scale) continue;
    const whole = rounded / scale;
    const fraction =
      unit.decimals === 0 ? '' : `.${(rounded % scale).toString().padStart(unit.decimals, '0')}`;
    return `${whole}${fraction} ${unit.symbol}`;
  }
  return '';
}

/** The same for milliseconds as drawn, where nanoseconds below the drawing's precision don't matter. */
export function formatMs(ms: number): string {
  return formatDuration(BigInt(Math.round(ms * 1e6)));
}

/** `2026-07-14T08:12:03.123456789Z`: the time of a span with all its nanoseconds. `–` for a time not set. */
export function formatTimestamp(unixNano: bigint): string {
  if (unixNano === 0n) return '–';
  const date = new Date(Number(unixNano / 1_000_000_000n) * 1000);
  const fraction = (unixNano % 1_000_000_000n).toString().padStart(9, '0');
  return Number.isNaN(date.getTime())
    ? `${unixNano} ns`
    : date.toISOString().replace(/\.\d+Z$/, `.${fraction}Z`);
}
