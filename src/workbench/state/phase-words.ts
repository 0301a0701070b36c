/** The phase of a run in words: for the run bar and for announcements. */
import type { Language } from '../../grading/text.ts';
import { runLimits } from '../session/lab-session.ts';
import { say, sayCount, sayDuration } from '../strings.ts';
import { summarize } from './verdict-summary.ts';
import type { Failure, WorkbenchState } from './workbench-state.ts';

export interface PhaseWords {
  readonly tone: 'plain' | 'fail';
  readonly word: string;
  /** Why, or how much. */
  readonly detail?: string;
}

/** `seconds`: how long it has been running. */
export function phaseWords(
  language: Language,
  state: Pick<WorkbenchState, 'phase' | 'run'>,
  seconds = 0,
): PhaseWords {
  const { phase, run } = state;
  const words = (tone: PhaseWords['tone'], word: string, detail?: string): PhaseWords => ({
    tone,
    word,
    ...(detail !== undefined && { detail }),
  });
  switch (phase.kind) {
    case 'idle':
      return words('plain', say(language, 'run.idle'));
    case 'waiting':
      return words('plain', say(language, phase.for ? 'run.waiting.container' : 'run.waiting'));
    case 'running':
      return words('plain', say(language, 'run.running', { seconds }));
    case 'finished': {
      const word = say(language, 'run.finished', { duration: sayDuration(language, phase.durationMs) });
      return words('plain', word, sayCount(language, 'spans', run.spans.length));
    }
    case 'failed':
      return words('fail', say(language, 'run.failed'), failureWords(language, phase.failure));
    case 'stopped':
      return words('plain', say(language, 'run.stopped'));
    case 'unresponsive':
      return words(
        'fail',
        say(language, 'run.unresponsive', { seconds: runLimits.unresponsiveAfterMs / 1000 }),
      );
    case 'timed-out':
      return words('fail', say(language, 'run.timed-out', { seconds: runLimits.timeoutMs / 1000 }));
    case 'unplaced':
      return words('fail', say(language, 'run.unplaced'), say(language, 'run.unplaced.why'));
    case 'infrastructure-error':
      return words(
        'fail',
        say(language, 'run.broke'),
        say(language, 'run.broke.why', { reason: phase.reason }),
      );
  }
}

function failureWords(language: Language, failure: Failure): string {
  switch (failure.kind) {
    case 'compile':
      return sayCount(language, 'fail.compile', failure.problems);
    case 'uncaught':
      return failure.message;
    case 'exit-code':
      return say(language, 'fail.exit-code', { code: String(failure.exitCode) });
    case 'collector':
      return say(language, 'fail.collector');
  }
}

/** "4 of 6 checks pass" */
export function verdictWords(
  language: Language,
  { passed, total }: { readonly passed: number; readonly total: number },
): string {
  return passed === total
    ? say(language, 'verdict.all', { total })
    : say(language, 'verdict.some', { passed, total });
}

/** "Failed: exit code 3" */
function inOneLine(language: Language, { word, detail }: PhaseWords): string {
  return detail === undefined ? word : `${word}${language === 'en' ? ': ' : '：'}${detail}`;
}

/** Why a run that is over has no trace to show; `searchHelps` when the reason is still to be found. */
export function noSpansWords(
  language: Language,
  state: Pick<WorkbenchState, 'phase' | 'run'>,
): { readonly text: string; readonly searchHelps: boolean } {
  const words = phaseWords(language, state);
  if (words.tone === 'fail') return { text: inOneLine(language, words), searchHelps: false };
  const receivers = state.run.pipelines.filter(({ kind }) => kind === 'receiver');
  // A receiver that feeds two pipelines has received its spans once.
  const byId = new Map(receivers.map(({ id, outgoing }) => [id, outgoing]));
  const received = [...byId.values()].reduce((sum, spans) => sum + spans, 0);
  if (received > 0)
    return { text: sayCount(language, 'trace.none.not-stored', received), searchHelps: false };
  if (state.phase.kind === 'stopped')
    return { text: say(language, 'trace.none.stopped'), searchHelps: false };
  return { text: say(language, 'trace.none.next'), searchHelps: true };
}

/** What a screen reader is told: that a run began, and how it ended with its verdict. */
export function announcement(language: Language, state: Pick<WorkbenchState, 'phase' | 'run'>): string {
  const { phase, run } = state;
  if (phase.kind === 'idle') return '';
  if (phase.kind === 'waiting' && phase.for) return say(language, 'run.waiting.container');
  if (phase.kind === 'waiting' || phase.kind === 'running') return say(language, 'say.running');
  const words = phaseWords(language, state);
  const place = phase.kind === 'failed' && 'location' in phase.failure ? phase.failure.location : undefined;
  const sentences = [inOneLine(language, words)];
  if (phase.kind === 'failed' && (phase.failure.kind === 'compile' || phase.failure.kind === 'collector')) {
    sentences.push(phase.failure.message);
  }
  if (place) sentences.push(say(language, 'file.place', { file: place.file, line: place.line }));
  if (run.verdict) {
    const summary = summarize(run.verdict);
    sentences.push(verdictWords(language, summary));
    if (summary.firstFailing) sentences.push(summary.firstFailing.title[language].replaceAll('`', ''));
  }
  return sentences.map((sentence) => sentence.replace(/[.。]$/, '')).join(language === 'en' ? '. ' : '。');
}
