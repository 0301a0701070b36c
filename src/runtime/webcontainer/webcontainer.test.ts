import { describeLabRuntime } from '../contract/describe-lab-runtime.ts';
import { startHarness } from './harness/start-harness.ts';

/** Set by `npm run smoke:webcontainer`: StackBlitz' service in place of the peer. */
const engine = process.env['WEBCONTAINER_SERVICE'] === 'production' ? 'production' : {};

describeLabRuntime('webcontainer', async () => (await startHarness({ engine })).runtime);
