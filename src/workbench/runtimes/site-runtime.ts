/** The operator's setting, from the environment of the build. For the server. */
import { type RuntimeChoice, runtimeChoices, type SiteRuntime } from './runtime-choice.ts';

export const SITE_RUNTIME_VARIABLE = 'LAB_RUNTIME';

const values: readonly SiteRuntime[] = [...runtimeChoices, 'embedded-only'] satisfies (
  | RuntimeChoice
  | 'embedded-only'
)[];

/**
 * `auto` where nothing is set.
 * @throws {Error} for any other word, so that a typing error does not switch on what an operator wanted off
 */
export function readSiteRuntime(value: string | undefined): SiteRuntime {
  if (value === undefined || value === '') return 'auto';
  const known = values.find((word) => word === value);
  if (known) return known;
  throw new Error(`${SITE_RUNTIME_VARIABLE}=${value}: must be one of ${values.join(', ')}.`);
}
