import { describeLabRuntime } from '../contract/describe-lab-runtime.ts';
import { type HarnessOptions, startHarness } from './harness/start-harness.ts';

/** Set by `npm run smoke:webcontainer`: StackBlitz' service in place of the peer. */
const { WEBCONTAINER_SERVICE, PEER_NODE } = process.env;
const peer = PEER_NODE === undefined ? {} : { node: PEER_NODE };
const options: HarnessOptions = { engine: WEBCONTAINER_SERVICE === 'production' ? 'production' : peer };

describeLabRuntime('webcontainer', async () => (await startHarness(options)).runtime);
