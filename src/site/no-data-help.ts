import type { Language } from './languages.ts';
import type { Lesson } from './lessons.ts';
import { href, routes } from './routes.ts';

/** Where to send a reader whose run brought no spans: the lesson about it, or the path that plans it. */
export function noDataHelp(lessons: readonly Lesson[], language: Language): string {
  const lesson = lessons.find((candidate) => candidate.plan.id === '1.10');
  if (!lesson)
    throw new Error('The curriculum has no lesson 1.10, which the workbench names when no spans arrive.');
  return lesson.written
    ? href(language, routes.lesson(lesson.path.id, lesson.plan.slug))
    : href(language, routes.paths(lesson.path.id));
}
