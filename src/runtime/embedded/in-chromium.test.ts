/** The contract, the parity programs and the escapes in Chromium. */
import { describe } from 'vitest';
import { describeLabRuntime } from '../contract/describe-lab-runtime.ts';
import { describeEscapes } from './describe-escapes.ts';
import { describeParity } from './describe-parity.ts';
import { startHarness } from './harness/start-harness.ts';

describe('in Chromium', () => {
  describeLabRuntime('embedded', startHarness);
  describeParity('Chromium', startHarness);
  describeEscapes('Chromium', startHarness);
});
