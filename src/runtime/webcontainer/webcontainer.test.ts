import { describeLabRuntime } from '../contract/describe-lab-runtime.ts';
import { startHarness } from './harness/start-harness.ts';

describeLabRuntime('webcontainer', async () => (await startHarness()).runtime);
