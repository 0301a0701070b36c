import type { ComponentContext } from '../pipeline/component.ts';
import type { Logger } from '../pipeline/logger.ts';
import type { FunctionEnvironment } from './function.ts';

const silent: Logger = { log: () => undefined, with: () => silent, without: () => silent };

/** What the functions of a component's statements get. */
export function functionEnvironment({ clock, random, logger }: ComponentContext): FunctionEnvironment {
  return { clock, random, logger };
}

/** For validation, where statements are compiled and don't run: no time passes, and nothing is logged. */
export const validationEnvironment: FunctionEnvironment = {
  clock: { now: () => 0n, setTimer: () => () => undefined },
  random: () => 0,
  logger: silent,
};
