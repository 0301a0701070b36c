/**
 * Bounds on what a hostile body can make a reader build. Honest telemetry stays far below them.
 */

/**
 * Levels of AnyValue in AnyValue, of protobuf groups, and of JSON in a field that is skipped. The other messages
 * of OTLP don't contain themselves. 100 is the limit of the common protobuf libraries.
 */
export const MAX_DEPTH = 100;

/**
 * How many messages and lists one body may hold. An empty span takes two bytes on the wire and some 500 in memory,
 * so 20 MiB could ask for gigabytes; no useful message is smaller than the 16 bytes allowed for here.
 */
export function maxElements(bodyLength: number): number {
  return 10_000 + Math.floor(bodyLength / 16);
}
