/**
 * Shows what the reader has done. The pages are static and say "not started"; elements with `data-labs` carry a
 * lesson's labs, and this puts the state in force on them. Texts come from the page, which knows the language.
 */
import { onProgressChange, readAllProgress } from '../../progress/lab-progress.ts';
import { fill } from '../strings/fill.ts';
import { lessonProgress } from './lesson-state.ts';

export function startProgressMarks(): void {
  show();
  onProgressChange(show);
}

function show(): void {
  const known = readAllProgress();
  for (const element of document.querySelectorAll<HTMLElement>('[data-labs]')) {
    const progress = lessonProgress(element.dataset['labs']?.split(' ') ?? [], known);
    element.dataset['state'] = progress.state;
    for (const word of element.querySelectorAll<HTMLElement>('[data-word]')) {
      word.textContent = word.dataset[progress.state] ?? '';
      word.classList.toggle('pass', progress.state === 'passed');
      word.classList.toggle('now', progress.state === 'started');
      word.classList.toggle('idle', progress.state === 'open');
    }
    for (const count of element.querySelectorAll<HTMLElement>('[data-checks]')) {
      const shown = progress.checksTotal > 0;
      count.hidden = !shown;
      if (shown)
        count.textContent = `${progress.checksPassed}/${progress.checksTotal} ${count.dataset['checks']}`;
    }
  }
  for (const scope of document.querySelectorAll<HTMLElement>('[data-progress]')) showSummary(scope);
}

/** Counts over the lessons of one path: how many passed, minutes left, and where to go on. */
function showSummary(scope: HTMLElement): void {
  const lessons = [...scope.querySelectorAll<HTMLElement>('[data-lesson]')];
  const passed = lessons.filter((lesson) => lesson.dataset['state'] === 'passed');
  const left = lessons
    .filter((lesson) => lesson.dataset['state'] !== 'passed')
    .reduce((minutes, lesson) => minutes + Number(lesson.dataset['minutes'] ?? 0), 0);
  const began = lessons.some(
    (lesson) => lesson.dataset['state'] !== 'open' && lesson.dataset['state'] !== 'planned',
  );
  const next = lessons.find((lesson) => lesson.dataset['href'] && lesson.dataset['state'] !== 'passed');

  for (const element of scope.querySelectorAll<HTMLElement>('[data-passed-count]'))
    element.textContent = String(passed.length);
  for (const element of scope.querySelectorAll<HTMLElement>('[data-minutes-left]'))
    element.textContent = String(left);
  for (const element of scope.querySelectorAll<HTMLElement>('[data-passed-of]')) {
    if (began) {
      element.textContent = fill(element.dataset['passedOf'] ?? '', {
        passed: passed.length,
        total: lessons.length,
      });
    }
  }
  for (const element of scope.querySelectorAll<HTMLElement>('[data-next]')) {
    // With everything passed that is written, the first lesson is offered again.
    const to = next ?? lessons.find((lesson) => lesson.dataset['href']);
    if (!to || !began) continue;
    const values = { id: to.dataset['lesson'] ?? '', title: to.dataset['title'] ?? '' };
    element.textContent = fill((next ? element.dataset['next'] : element.dataset['again']) ?? '', values);
    element.closest('.status')?.classList.toggle('now', next !== undefined);
    const link = element.closest('a');
    if (link) link.href = to.dataset['href'] ?? link.href;
  }
}
