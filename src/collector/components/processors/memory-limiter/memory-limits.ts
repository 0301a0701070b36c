import type { MemoryLimiterConfig } from './config.ts';

export const MIB = 1024 * 1024;

/**
 * What percentages are of, in bytes. A page can't ask how much memory it may use; data that is held takes five to ten
 * times its bytes on the heap, so with this much a page still lives.
 */
export const TOTAL_MEMORY = 128 * MIB;

/** In bytes; a limit is exceeded when it is reached. */
export interface MemoryLimits {
  readonly hard: number;
  /** How far the soft limit is below the hard one. */
  readonly spike: number;
  readonly soft: number;
}

export function memoryLimits(config: MemoryLimiterConfig, totalMemory: number): MemoryLimits {
  const fixed = config.limit_mib !== 0;
  const hard = fixed ? config.limit_mib * MIB : percent(config.limit_percentage, totalMemory);
  const given = fixed ? config.spike_limit_mib * MIB : percent(config.spike_limit_percentage, totalMemory);
  const spike = given === 0 ? Math.floor(hard / 5) : given;
  return { hard, spike, soft: hard - spike };
}

function percent(percentage: number, total: number): number {
  return Math.floor((percentage * total) / 100);
}
