/** For the server: what a page hands to the `Workbench` of a lab. Not for the browser. */

import type { LabFiles } from '../runtime/lab-runtime.ts';
import { highlightFile } from './editor/highlight-file.ts';
import { loadGradedLab, loadSolution, loadStarter } from './lab-catalog.ts';
import { readSiteRuntime, SITE_RUNTIME_VARIABLE } from './runtimes/site-runtime.ts';
import type { WorkbenchProps } from './workbench-props.ts';

export type LabPageProps = Required<
  Pick<WorkbenchProps, 'labId' | 'shows' | 'site' | 'definition' | 'files' | 'checks' | 'firstFileHtml'>
>;

/** @throws {LabCatalogError} for an unknown or incomplete lab, so that the build stops and names it. */
export async function labPageProps(
  labId: string,
  shows: LabPageProps['shows'] = 'starter',
): Promise<LabPageProps> {
  const [{ definition, checks }, starter, solution] = await Promise.all([
    loadGradedLab(labId),
    loadStarter(labId),
    shows === 'solution' ? loadSolution(labId) : {},
  ]);
  const files: LabFiles = { ...starter, ...solution };
  const first = definition.files[0]?.path ?? definition.entry;
  return {
    labId,
    site: readSiteRuntime(process.env[SITE_RUNTIME_VARIABLE]),
    shows,
    definition,
    files,
    checks: checks.map(({ id, title }) => ({ id, title })),
    firstFileHtml: highlightFile(first, files[first] ?? ''),
  };
}
