/** For the server: what a page hands to the `Workbench` of a lab. Not for the browser. */
import { highlightFile } from './editor/highlight-file.ts';
import { loadGradedLab, loadStarter } from './lab-catalog.ts';
import type { WorkbenchProps } from './workbench-props.ts';

export type LabPageProps = Required<
  Pick<WorkbenchProps, 'labId' | 'definition' | 'files' | 'checks' | 'firstFileHtml'>
>;

/** @throws {LabCatalogError} for an unknown or incomplete lab, so that the build stops and names it. */
export async function labPageProps(labId: string): Promise<LabPageProps> {
  const [{ definition, checks }, files] = await Promise.all([loadGradedLab(labId), loadStarter(labId)]);
  const first = definition.files[0]?.path ?? definition.entry;
  return {
    labId,
    definition,
    files,
    checks: checks.map(({ id, title }) => ({ id, title })),
    firstFileHtml: highlightFile(first, files[first] ?? ''),
  };
}
