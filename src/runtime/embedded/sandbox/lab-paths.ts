/** Where the lab lies, as its program sees it. */
export const LAB_FOLDER = '/lab';

/** Names of modules in stack traces before they are mapped. */
export const LAB_SOURCE = 'lab:///';
export const PACKAGE_SOURCE = 'lab-package:///';

export function labFileUrl(path: string): string {
  return `file://${LAB_FOLDER}/${encodeURI(path)}`;
}
