/**
 * npm run smoke:webcontainer: the contract suite and the guard's proof against StackBlitz' production service, for people
 * with internet access. Prints what was found there; exits 0 only when all of it held.
 */
import { startHarness } from '../runtime/webcontainer/harness/start-harness.ts';
import { describeService } from './smoke/describe-service.ts';
import { reportText } from './smoke/report-text.ts';
import { runSuite } from './smoke/run-suite.ts';

const SERVICE = 'https://stackblitz.com/headless';

/** `undefined` when it answers. */
async function whyUnreachable(): Promise<string | undefined> {
  try {
    const response = await fetch(SERVICE, { signal: AbortSignal.timeout(15_000) });
    return response.ok ? undefined : `it answered ${response.status}`;
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string } };
    return cause?.code ?? message;
  }
}

async function main(): Promise<number> {
  const unreachable = await whyUnreachable();
  if (unreachable !== undefined) {
    console.error(`Nothing was tested: ${SERVICE} can't be reached from here (${unreachable}).`);
    console.error('Run this where the internet is; the same suite runs against a local peer in npm test.');
    return 1;
  }
  const harness = await startHarness({ engine: 'production' });
  try {
    const found = await describeService(harness);
    console.log(found.text);
    if (!found.booted) return 1;
  } finally {
    await harness.runtime.dispose();
  }
  const report = runSuite({ WEBCONTAINER_SERVICE: 'production' });
  console.log(reportText(report));
  return report.success ? 0 : 1;
}

process.exitCode = await main();
