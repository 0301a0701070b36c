import type { LabFiles } from '../../runtime/lab-runtime.ts';

export interface ElsewhereProject {
  readonly title: string;
  readonly description: string;
  readonly entry: string;
  readonly files: LabFiles;
}

/**
 * What is posted to StackBlitz to make a project of the files, as its documented form interface takes it. The `node`
 * template runs `npm install` and `npm start` there, in a WebContainer.
 */
export function stackblitzForm({ title, description, entry, files }: ElsewhereProject): {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
} {
  return {
    action: `https://stackblitz.com/run?file=${encodeURIComponent(entry)}`,
    fields: [
      ['project[title]', title],
      ['project[description]', description],
      ['project[template]', 'node'],
      ...Object.entries(files).map(([path, text]) => [`project[files][${path}]`, text] as const),
    ],
  };
}
