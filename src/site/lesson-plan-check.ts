import { type LearningPath, lessonsOf } from './curriculum.ts';
import type { Language } from './languages.ts';

export interface LessonFrontmatter {
  readonly id: string;
  readonly title: string;
  readonly difficulty: number;
  readonly buildsOn: readonly string[];
  readonly lab?: string | undefined;
}

/** What a lesson's file says otherwise than the curriculum; empty when they agree. `entryId`: "en/quick-start/01-the-map". */
export function checkAgainstPlan(
  entryId: string,
  said: LessonFrontmatter,
  paths: readonly LearningPath[],
  languages: readonly Language[],
): string[] {
  const [folder, pathId, slug] = entryId.split('/');
  const language = languages.find((known) => known === folder);
  const path = paths.find((known) => known.id === pathId);
  const plan = path && lessonsOf(path).find((known) => known.slug === slug);
  if (!language || !plan)
    return ['src/site/curriculum.ts has no such lesson; rename the file or add the lesson'];

  const problems: string[] = [];
  const differs = (field: string, found: unknown, planned: unknown) =>
    problems.push(
      `${field} is ${JSON.stringify(found)}, src/site/curriculum.ts says ${JSON.stringify(planned)}`,
    );
  if (said.id !== plan.id) differs('id', said.id, plan.id);
  if (said.title !== plan.title[language]) differs('title', said.title, plan.title[language]);
  if (said.difficulty !== plan.difficulty) differs('difficulty', said.difficulty, plan.difficulty);
  if (said.lab !== undefined && !plan.labs.includes(said.lab)) differs('lab', said.lab, plan.labs);
  const known = paths.flatMap(lessonsOf);
  for (const id of said.buildsOn) {
    if (!known.some((other) => other.id === id)) problems.push(`buildsOn names ${id}, which is no lesson`);
    if (id === said.id) problems.push('buildsOn names the lesson itself');
  }
  return problems;
}
