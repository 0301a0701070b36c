/** The curriculum joined with what has been written. */
import { type CollectionEntry, getCollection } from 'astro:content';
import { type LearningPath, type LessonPlan, learningPaths, lessonsOf } from './curriculum.ts';
import { defaultLanguage, type Language, languages } from './languages.ts';
import { checkAgainstPlan } from './lesson-plan-check.ts';
import { readingMinutes } from './reading-time.ts';

export type LessonEntry = CollectionEntry<'lessons'>;

export interface Lesson {
  readonly plan: LessonPlan;
  readonly path: LearningPath;
  /** In the page's language. */
  readonly title: string;
  /** Of the text as shown, or as planned while it is not written. */
  readonly minutes: number;
  /** Absent while the lesson is planned: it is then named, not linked. */
  readonly written?: { readonly entry: LessonEntry; readonly language: Language };
}

/** The lessons of a path in a language; one that is not translated yet comes in the default language. */
export async function lessonsIn(path: LearningPath, language: Language): Promise<readonly Lesson[]> {
  const entries = await checkedEntries();
  return lessonsOf(path).map((plan) => {
    const title = plan.title[language];
    const written = [language, defaultLanguage]
      .map((candidate) => ({
        language: candidate,
        entry: entries.get(`${candidate}/${path.id}/${plan.slug}`),
      }))
      .find((found): found is { language: Language; entry: LessonEntry } => found.entry !== undefined);
    if (!written) return { plan, path, title, minutes: plan.minutes };
    return {
      plan,
      path,
      title,
      minutes: readingMinutes(written.entry.body ?? '', written.language),
      written,
    };
  });
}

export async function allLessonsIn(language: Language): Promise<readonly Lesson[]> {
  return (await Promise.all(learningPaths.map((path) => lessonsIn(path, language)))).flat();
}

let checked: Promise<ReadonlyMap<string, LessonEntry>> | undefined;

/** Every content file belongs to a planned lesson and says the same as the plan; anything else stops the build. */
function checkedEntries(): Promise<ReadonlyMap<string, LessonEntry>> {
  // While authoring, files change under a running server.
  if (import.meta.env.DEV) checked = undefined;
  checked ??= getCollection('lessons').then((entries) => {
    const problems = entries.flatMap((entry) =>
      checkAgainstPlan(entry.id, entry.data, learningPaths, languages).map(
        (problem) => `content/${entry.id}.mdx: ${problem}`,
      ),
    );
    if (problems.length > 0) throw new Error(`Lessons and curriculum disagree.\n${problems.join('\n')}`);
    return new Map(entries.map((entry) => [entry.id, entry]));
  });
  return checked;
}
