import { expect, test } from 'vitest';
import { stackblitzForm } from './stackblitz-form.ts';

test('a project of the node template with every file, opened at the entry', () => {
  const form = stackblitzForm({
    title: 'Your first trace',
    description: 'Two spans',
    entry: 'src/main.ts',
    files: { 'package.json': '{}', 'src/main.ts': 'a\nb' },
  });
  expect(form).toEqual({
    action: 'https://stackblitz.com/run?file=src%2Fmain.ts',
    fields: [
      ['project[title]', 'Your first trace'],
      ['project[description]', 'Two spans'],
      ['project[template]', 'node'],
      ['project[files][package.json]', '{}'],
      ['project[files][src/main.ts]', 'a\nb'],
    ],
  });
});
