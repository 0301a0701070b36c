import { glob, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type LearningPath, learningPaths, lessonsOf } from '../../site/curriculum.ts';
import { languages } from '../../site/languages.ts';
import { checkAgainstPlan, type LessonFrontmatter } from '../../site/lesson-plan-check.ts';
import { repositoryRoot } from '../repository-root.ts';
import type { RepositoryCheck } from './check.ts';

export interface LessonFile {
  /** "en/quick-start/01-the-map" */
  readonly entry: string;
  readonly frontmatter: LessonFrontmatter;
  readonly body: string;
}

/**
 * Lessons, labs and the curriculum agree: each lesson is planned, has its parts, and names labs that exist; each lab
 * belongs to a lesson; a translation has its English original. Coverage is printed, not judged: planned lessons are fine.
 */
export const contentCheck: RepositoryCheck = {
  name: 'content',
  async run() {
    const lessons: LessonFile[] = [];
    const problems: string[] = [];
    const content = join(repositoryRoot, 'content');
    for await (const file of glob('*/*/*.mdx', { cwd: content })) {
      const text = await readFile(join(content, file), 'utf8');
      const read = readLesson(file.replace(/\.mdx$/, ''), text);
      if (typeof read === 'string') problems.push(read);
      else lessons.push(read);
    }
    const labs = (await readdir(join(repositoryRoot, 'labs'), { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    console.log(`      ${coverage(lessons, learningPaths)}`);
    return [...problems, ...contentProblems(lessons, labs, learningPaths)];
  },
};

export function readLesson(entry: string, text: string): LessonFile | string {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  if (head === undefined || body === undefined)
    return `content/${entry}.mdx: no frontmatter between two lines of "---"`;
  try {
    return { entry, frontmatter: parse(head) as LessonFrontmatter, body };
  } catch (error) {
    return `content/${entry}.mdx: frontmatter: ${(error as Error).message}`;
  }
}

export function contentProblems(
  lessons: readonly LessonFile[],
  labs: readonly string[],
  paths: readonly LearningPath[],
): string[] {
  const entries = new Set(lessons.map((lesson) => lesson.entry));
  const planned = new Set(paths.flatMap(lessonsOf).flatMap((plan) => plan.labs));
  const problems = labs
    .filter((lab) => !planned.has(lab))
    .map((lab) => `labs/${lab}: no lesson of src/site/curriculum.ts uses it`);
  for (const { entry, frontmatter, body } of lessons) {
    const where = `content/${entry}.mdx`;
    problems.push(
      ...checkAgainstPlan(entry, frontmatter, paths, languages).map((problem) => `${where}: ${problem}`),
    );
    if (frontmatter.lab !== undefined && !labs.includes(frontmatter.lab))
      problems.push(`${where}: lab ${frontmatter.lab} has no folder labs/${frontmatter.lab}`);
    const quizzes = body.match(/<Quiz\b/g)?.length ?? 0;
    if (quizzes < 2 || quizzes > 4) problems.push(`${where}: ${quizzes} quiz questions; a lesson has 2 to 4`);
    if (!body.includes('<Sources>')) problems.push(`${where}: no <Sources>; say where the facts come from`);
    const original = entry.replace(/^zh-cn\//, 'en/');
    if (!entries.has(original))
      problems.push(`${where}: there is no English original content/${original}.mdx`);
  }
  return problems;
}

function coverage(lessons: readonly LessonFile[], paths: readonly LearningPath[]): string {
  const all = paths.flatMap(lessonsOf).length;
  return languages
    .map(
      (language) =>
        `${language}: ${lessons.filter(({ entry }) => entry.startsWith(`${language}/`)).length} of ${all} lessons`,
    )
    .join(', ');
}
