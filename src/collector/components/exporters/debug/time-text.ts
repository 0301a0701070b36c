const NS_PER_SECOND = 1_000_000_000n;

/** A time in ns since the epoch as Go prints it: "2023-11-14 22:13:20.123456789 +0000 UTC". */
export function timeText(ns: bigint): string {
  // The collector reads the wire's unsigned number as a signed one here.
  const signed = BigInt.asIntN(64, ns);
  const fraction = ((signed % NS_PER_SECOND) + NS_PER_SECOND) % NS_PER_SECOND;
  const seconds = (signed - fraction) / NS_PER_SECOND;
  const iso = new Date(Number(seconds) * 1000).toISOString();
  const digits = fraction.toString().padStart(9, '0').replace(/0+$/, '');
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${digits === '' ? '' : `.${digits}`} +0000 UTC`;
}
