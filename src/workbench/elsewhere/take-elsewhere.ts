import type { LabFiles } from '../../runtime/lab-runtime.ts';
import { type ElsewhereProject, stackblitzForm } from './stackblitz-form.ts';
import { zipProject } from './zip-project.ts';

/** Hands the browser a zip archive to save. */
export function downloadProject(labId: string, files: LabFiles): void {
  const url = URL.createObjectURL(new Blob([zipProject(labId, files)], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${labId}.zip`;
  link.click();
  // The browser may not have read it yet when click() returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Opens the project at StackBlitz in a new tab. Nothing is sent before the learner asks for it. */
export function openInStackBlitz(project: ElsewhereProject): void {
  const { action, fields } = stackblitzForm(project);
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  form.target = '_blank';
  form.rel = 'noopener';
  form.hidden = true;
  for (const [name, value] of fields) {
    // A text area keeps line breaks; a hidden input would too, but not all browsers agree on long ones.
    const field = document.createElement('textarea');
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}
