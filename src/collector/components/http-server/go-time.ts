const NS_PER_SECOND = 1_000_000_000n;

/** A time (ns since the Unix epoch) as Go writes it into JSON: RFC 3339 with as many digits as there are. */
export function goTime(ns: bigint): string {
  const fraction = (ns % NS_PER_SECOND).toString().padStart(9, '0').replace(/0+$/, '');
  const seconds = new Date(Number(ns / NS_PER_SECOND) * 1000).toISOString().slice(0, 19);
  return `${seconds}${fraction === '' ? '' : `.${fraction}`}Z`;
}
