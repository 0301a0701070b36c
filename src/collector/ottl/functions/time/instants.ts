import { arg, defineFunction, optional } from '../../function.ts';
import { OttlTime } from '../../value.ts';

const SECOND = 1_000_000_000n;

/** From the year 1 in UTC to the epoch, in ns: multiples of a duration are counted from there. */
const YEAR_ONE_TO_EPOCH = 62_135_596_800n * SECOND;

export const instants = [
  defineFunction({
    name: 'Now',
    parameters: {},
    create:
      (_, { clock }) =>
      () =>
        new OttlTime(clock.now()),
  }),
  defineFunction({
    name: 'Unix',
    parameters: { seconds: arg.int, nanoseconds: optional(arg.int) },
    create:
      ({ seconds, nanoseconds }) =>
      (context) =>
        new OttlTime(seconds.get(context) * SECOND + (nanoseconds?.get(context) ?? 0n)),
  }),
  defineFunction({
    name: 'TruncateTime',
    parameters: { time: arg.time, duration: arg.duration },
    create:
      ({ time, duration }) =>
      (context) => {
        const { ns, zone } = time.get(context);
        const { ns: unit } = duration.get(context);
        if (unit <= 0n) return new OttlTime(ns, zone);
        const beyond = (ns + YEAR_ONE_TO_EPOCH) % unit;
        return new OttlTime(ns - (beyond < 0n ? beyond + unit : beyond), zone);
      },
  }),
];
