/**
 * The contract of `LabRuntime`: what every implementation must do, tested on real programs. Called by the test file of each
 * runtime; the runtime may be a proxy to one that lives in a browser.
 */
import { afterAll, beforeAll, describe } from 'vitest';
import type { LabRuntime } from '../lab-runtime.ts';
import { compileErrors } from './cases/compile-errors.ts';
import { ending } from './cases/ending.ts';
import { errors } from './cases/errors.ts';
import { files } from './cases/files.ts';
import { httpClients } from './cases/http-clients.ts';
import { httpServers } from './cases/http-servers.ts';
import { modules } from './cases/modules.ts';
import { nodeModulesAtWork } from './cases/node-modules-at-work.ts';
import { nodeModulesOfValues } from './cases/node-modules-of-values.ts';
import { output } from './cases/output.ts';
import { stdin } from './cases/stdin.ts';
import { surroundings } from './cases/surroundings.ts';
import { timing } from './cases/timing.ts';
import type { Engine } from './contract-case.ts';
import { testCases } from './describe-cases.ts';
import { describeContext } from './describe-context.ts';
import { describeControl } from './describe-control.ts';
import { describeHostRequests } from './describe-host-requests.ts';
import { describeInterleaving } from './describe-interleaving.ts';
import { describeLabServers } from './describe-lab-servers.ts';

const CASES = {
  ending,
  errors,
  output,
  timing,
  modules,
  surroundings,
  stdin,
  files,
  'built-in modules': [...nodeModulesAtWork, ...nodeModulesOfValues],
  'HTTP within the lab': [...httpClients, ...httpServers],
  compileErrors,
};

/** One runtime serves all tests, as it does in the workbench. */
export function describeLabRuntime(
  name: string,
  createRuntime: () => LabRuntime | Promise<LabRuntime>,
  engine: Engine = 'v8',
): void {
  describe(`${name} runtime`, () => {
    let created: LabRuntime | undefined;
    const runtime = (): LabRuntime => {
      if (created === undefined) throw new Error('The runtime is not created yet');
      return created;
    };
    beforeAll(async () => {
      created = await createRuntime();
      await created.prepare();
    });
    afterAll(() => created?.dispose());

    for (const [group, cases] of Object.entries(CASES)) {
      describe(`${group}: a program`, () => testCases(cases, runtime, engine));
    }
    describeHostRequests(runtime);
    describeLabServers(runtime);
    describeControl(runtime);
    describeContext(runtime);
    describeInterleaving(runtime);
  });
}
