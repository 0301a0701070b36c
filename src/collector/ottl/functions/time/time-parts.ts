import { arg, defineFunction, type OttlFunction } from '../../function.ts';
import { type CivilTime, civilTime, floorDivide } from '../../text/civil-time.ts';
import type { OttlTime } from '../../value.ts';

function timeFunction(name: string, part: (time: OttlTime) => bigint): OttlFunction {
  return defineFunction({
    name,
    parameters: { time: arg.time },
    create:
      ({ time }) =>
      (context) =>
        part(time.get(context)),
  });
}

/** What the calendar or the clock of the time's zone shows. */
function civilPart(name: string, part: keyof CivilTime): OttlFunction {
  return timeFunction(name, (time) => BigInt(civilTime(time)[part]));
}

/** Units since the epoch, within int64. */
function sinceEpoch(name: string, unitNs: bigint): OttlFunction {
  return timeFunction(name, ({ ns }) => BigInt.asIntN(64, floorDivide(ns, unitNs)));
}

export const timeParts = [
  civilPart('Year', 'year'),
  civilPart('Month', 'month'),
  civilPart('Day', 'day'),
  civilPart('Weekday', 'weekday'),
  civilPart('Hour', 'hour'),
  civilPart('Minute', 'minute'),
  civilPart('Second', 'second'),
  civilPart('Nanosecond', 'nanosecond'),
  sinceEpoch('UnixNano', 1n),
  sinceEpoch('UnixMicro', 1_000n),
  sinceEpoch('UnixMilli', 1_000_000n),
  sinceEpoch('UnixSeconds', 1_000_000_000n),
];
