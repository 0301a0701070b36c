/** Every text of the workbench. `{name}` stands for a value; keys with `.one` and `.other` are chosen by `{n}`. */
import type { Language } from '../grading/text.ts';

const en = {
  'lab.label': 'Lab: {lab}',
  'files.label': 'Files',
  'file.edited': 'edited',
  'file.read-only': 'read-only',
  'editor.label': '{file}, code',
  'editor.label.read-only': '{file}, code, read-only',
  'editor.help':
    'Tab indents. To leave the editor press Escape, then Tab. Ctrl + Space suggests, F8 goes to the next problem.',
  'editor.failed': 'The editor could not be loaded: {reason} Reload the page to try again.',
  'mark.error': 'Error: {message}',
  'mark.warning': 'Warning: {message}',
  'problem.none': 'No problems in this file',
  'signature.which': '{n} of {total}',

  'run.run': 'Run',
  'run.stop': 'Stop',
  'run.retry': 'Retry',
  'run.idle': 'Not run yet',
  'run.waiting': 'Waiting for compile',
  'run.running': 'Running · {seconds} s',
  'run.finished': 'Finished in {duration}',
  'run.failed': 'Failed',
  'run.stopped': 'Stopped',
  'run.unresponsive': 'Stopped: the program blocked its thread for {seconds} s',
  'run.timed-out': 'Timed out: still running after {seconds} s',
  'run.waiting.container': 'Waiting for the WebContainer',
  'run.unplaced': 'Not run',
  'run.unplaced.why': 'There is no WebContainer here to run it in.',
  'run.repeated':
    'The WebContainer broke down, which is not your doing ({reason}). The run was repeated in the embedded runtime.',
  'run.broke': 'The runtime failed',
  'run.broke.why': 'Not your code: {reason}',
  'fail.compile.one': 'does not compile, {n} problem',
  'fail.compile.other': 'does not compile, {n} problems',
  'fail.exit-code': 'exit code {code}',
  'fail.collector': 'the Collector refused its configuration',
  'spans.one': '{n} span',
  'spans.other': '{n} spans',

  'runtime.label': 'Runtime',
  'runtime.embedded': 'Embedded',
  'runtime.webcontainer': 'WebContainer',
  'runtime.auto': 'Auto',
  'runtime.auto.how': 'WebContainer once it has started, Embedded until then and wherever it can not start',
  'runtime.embedded.how': 'A sandbox in this page, ready at once; needs no network',
  'runtime.off': 'Node in this page, loaded from stackblitz.com; not started',
  'runtime.booting': 'Starting; Auto runs in Embedded meanwhile',
  'runtime.ready': 'Ready',
  'runtime.failed': 'Not available; choose it to see why',
  'runtime.switched-off': 'This site has WebContainers switched off',
  'runtime.required': 'This lab needs the runtime {runtime}',
  'runtime.ran': 'This run was in the runtime {runtime}',

  'reset.action': 'Reset',
  'reset.title': 'Reset all files to the starter',
  'reset.done': 'Reset.',
  'elsewhere.action': 'Take the lab with you',
  'elsewhere.zip': 'Download as zip',
  'elsewhere.zip.how': 'A Node project: npm install, then npm start, with any OTLP collector on port 4318.',
  'elsewhere.stackblitz': 'Open in StackBlitz',
  'elsewhere.stackblitz.how': 'Sends your files to stackblitz.com and opens them in a new tab.',
  'elsewhere.failed': 'The lab could not be packed: {reason} Try again.',
  'undo.action': 'Undo',
  'dismiss.action': 'Dismiss',
  'solution.action': 'Show solution',
  'solution.label': '{file}: solution compared with your code',
  'solution.legend': 'Solution compared with your code',
  'solution.yours': '− yours',
  'solution.theirs': '+ solution',
  'solution.same': 'No difference in this file',
  'solution.back': 'Back to my code',
  'solution.use': 'Use this file',
  'solution.used': 'The solution replaced your code.',
  'solution.loading': 'Loading the solution',
  'solution.failed': 'The solution could not be loaded: {reason} Try again.',
  'other-tab.offer': 'Another tab saved a different version of this lab.',
  'other-tab.take': 'Take that version',
  'other-tab.taken': 'The version of the other tab is open.',
  'draft.not-stored': 'This browser stores nothing for this site: your code stays until you close the page.',

  'splitter.label': 'Height of the editor',
  'panels.label': 'Results',
  'panel.output': 'Output',
  'panel.trace': 'Trace',
  'panel.collector': 'Collector',
  'panel.checks': 'Checks',
  'panel.terminal': 'Terminal',

  'output.empty': 'What the program prints appears here. Press Run, or Ctrl + Enter.',
  'output.silent': 'The program printed nothing.',
  'output.running': 'Nothing printed yet.',
  'output.collector': 'collector',
  'output.dropped': '{n} more characters were not shown.',
  'output.exit': 'exit {code}',

  'trace.empty': 'No trace yet',
  'trace.empty.next': 'Run the program: each span appears here when the Collector has it.',
  'trace.waiting': 'Waiting for spans',
  'trace.none': 'No spans arrived',
  'trace.none.next': 'The program ended and the Collector received no span.',
  'trace.none.stopped': 'The run was stopped before the Collector received a span.',
  'trace.none.not-stored.one':
    'The Collector received {n} span, but none reached `trace_store`, which this view reads. The Collector tab shows how far it came.',
  'trace.none.not-stored.other':
    'The Collector received {n} spans, but none reached `trace_store`, which this view reads. The Collector tab shows how far they came.',
  'trace.none.link': 'Lesson 1.10, “Why is there no data?”',
  'trace.failed': 'The trace view could not be loaded: {reason} Reload the page to try again.',

  'panel.failed-to-load': 'This panel could not be loaded: {reason} Reload the page to try again.',
  'collector.none': 'No pipeline',
  'collector.none.next':
    'Run the program: the pipelines of {file} appear here with what passed through them.',
  'collector.pipeline': 'Pipeline {name} · semantics of collector-contrib v0.162',
  'collector.receiver': 'receiver',
  'collector.processor': 'processor',
  'collector.exporter': 'exporter',
  'collector.connector': 'connector',
  'collector.accepted': '{n} accepted',
  'collector.passed': '{n} passed on',
  'collector.sent': '{n} sent',
  'collector.refused': '{n} refused',
  'collector.failed': '{n} failed',
  'collector.refused-config': 'The Collector did not start',
  'collector.warned-config': 'The Collector started with a warning',
  'file.place': '{file}, line {line}',
  'collector.wire': 'On the wire',
  'collector.wire.empty': 'No request reached the Collector.',
  'collector.bytes.one': '{n} byte',
  'collector.bytes.other': '{n} bytes',

  'checks.empty': 'Run the program to have its telemetry checked.',
  'checks.none': 'This run was not checked.',
  'checks.outdated': 'Your code has changed since this run.',
  'checks.seed': 'Inputs drawn with seed {seed}',
  'checks.again': 'Run again with this seed',
  'check.pass': 'Pass',
  'check.fail': 'Fail',
  'check.error': 'Broken',
  'check.waiting': 'Waiting',
  'check.expected': 'Expected',
  'check.found': 'Found',
  'check.closest': 'Closest span',
  'check.error.why': 'The check itself failed, which is a mistake of this lab and not yours: {message}',
  'verdict.some': '{passed} of {total} checks pass',
  'verdict.all': 'All {total} checks pass',
  'verdict.closest': 'Show closest span',

  'say.running': 'Running the program',
} as const;

export type StringKey = keyof typeof en;

/**
 * A page has one language: texts of the other stay where they are. The server renders both. Awaited here, so that the
 * workbench begins with its texts.
 */
const other =
  import.meta.env.SSR || document.documentElement.lang.toLowerCase().startsWith('zh')
    ? (await import('./strings-zh-cn.ts')).strings
    : en;

export const strings: Readonly<Record<Language, Readonly<Record<StringKey, string>>>> = {
  en,
  'zh-cn': other,
};

type Values = Readonly<Record<string, string | number>>;

/** The text of a key with its values put in. */
export function say(language: Language, key: StringKey, values: Values = {}): string {
  return strings[language][key].replace(/\{([a-z-]+)\}/g, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : typeof value === 'number' ? value.toLocaleString(language) : value;
  });
}

type PluralStem = StringKey extends infer Key ? (Key extends `${infer Stem}.one` ? Stem : never) : never;

/** `spans` and 12: "12 spans". */
export function sayCount(language: Language, stem: PluralStem, n: number): string {
  return say(language, `${stem}.${n === 1 ? 'one' : 'other'}`, { n });
}

/** Whole milliseconds below a second, seconds with two decimals from there. */
export function sayDuration(language: Language, ms: number): string {
  const [value, en, zh] =
    ms < 999.5 ? [String(Math.round(ms)), 'ms', '毫秒'] : [(ms / 1000).toFixed(2), 's', '秒'];
  return `${value} ${language === 'en' ? en : zh}`;
}
