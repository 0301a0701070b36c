import { type RedisCommand, redisCommands } from './redis-tokens.ts';

/** Which arguments are values: one by its number, all from a number on, or every so manieth of those from a number on. */
type Values =
  | { readonly only: number }
  | { readonly from: number }
  | { readonly every: number; readonly after: number };

const COMMANDS: readonly (readonly [names: string, Values])[] = [
  ['APPEND GETSET LPUSHX GEORADIUSBYMEMBER RPUSHX SET SETNX SISMEMBER ZRANK ZREVRANK ZSCORE', { only: 1 }],
  ['HSETNX LREM LSET SETBIT SETEX PSETEX SETRANGE ZINCRBY SMOVE RESTORE', { only: 2 }],
  ['LINSERT', { only: 3 }],
  ['AUTH', { from: 0 }],
  ['GEOHASH GEOPOS GEODIST LPUSH RPUSH SREM ZREM SADD', { from: 1 }],
  ['GEOADD', { every: 3, after: 1 }],
  ['HSET HMSET', { every: 2, after: 1 }],
  ['MSET MSETNX', { every: 2, after: 0 }],
];

const VALUES = new Map(COMMANDS.flatMap(([names, values]) => names.split(' ').map((name) => [name, values])));

const ZADD_OPTIONS: readonly string[] = ['NX', 'XX', 'CH', 'INCR'];

/** Puts `?` in the place of the values that Redis (or Valkey) commands have. */
export function obfuscateRedis(text: string): string {
  return redisCommands(text).map(obfuscated).join('\n');
}

function obfuscated({ name, args }: RedisCommand): string {
  if (args.length === 0) return name;
  return `${name} ${withoutValues(name.toUpperCase(), args).join(' ')}`;
}

function withoutValues(name: string, args: readonly string[]): readonly string[] {
  switch (name) {
    case 'CONFIG':
      return args[0]?.toUpperCase() === 'SET' ? replaced(args, { only: 2 }) : args;
    case 'BITFIELD':
      return bitfieldWithoutValue(args);
    case 'ZADD':
      return replaced(args, { every: 2, after: firstScore(args) });
    default: {
      const values = VALUES.get(name);
      return values === undefined ? args : replaced(args, values);
    }
  }
}

function replaced(args: readonly string[], values: Values): readonly string[] {
  if ('from' in values) return args.length > values.from ? [...args.slice(0, values.from), '?'] : args;
  if ('only' in values) return args.map((arg, index) => (index === values.only ? '?' : arg));
  const { every, after } = values;
  return args.map((arg, index) => (index >= after && (index - after) % every === every - 1 ? '?' : arg));
}

/** The value that the last SET before it sets; only the first such value is found. */
function bitfieldWithoutValue(args: readonly string[]): readonly string[] {
  let set = 0;
  for (let index = 0; index < args.length; index += 1) {
    if (args[index]?.toUpperCase() === 'SET') set = index;
    if (set > 0 && index - set === 3) return replaced(args, { only: index });
  }
  return args;
}

/** Where scores and members begin, after the key and the options. */
function firstScore(args: readonly string[]): number {
  const first = args.findIndex((arg, index) => index > 0 && !ZADD_OPTIONS.includes(arg));
  return first < 0 ? args.length - 1 : first;
}
