/** How long each stage of a boot may take, in ms. */
export interface BootLimits {
  /** Until the frame has loaded something. */
  readonly load: number;
  /** From there until the engine answers; browsers report error pages as loaded too. */
  readonly init: number;
  /** The same, once a probe has shown that the address can't be reached. */
  readonly initUnreachable: number;
  /** From there until there is a container. */
  readonly build: number;
  /** Packages, scripts, relay. */
  readonly furnish: number;
}

export const BOOT_LIMITS: BootLimits = {
  load: 8_000,
  init: 4_000,
  initUnreachable: 750,
  build: 25_000,
  furnish: 30_000,
};
