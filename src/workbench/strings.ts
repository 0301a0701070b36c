/** Every text of the workbench. `{name}` stands for a value; keys with `.one` and `.other` are chosen by `{n}`. */
import type { Language } from '../grading/text.ts';

const en = {
  'lab.label': 'Lab: {lab}',
  'files.label': 'Files',
  'file.edited': 'edited',
  'file.read-only': 'read-only',
  'editor.label': '{file}, code',
  'editor.label.read-only': '{file}, code, read-only',
  'editor.help': 'Tab indents. To leave the editor press Escape, then Tab.',
  'editor.failed': 'The editor could not be loaded: {reason} Reload the page to try again.',
  'mark.error': 'Error: {message}',
  'mark.warning': 'Warning: {message}',

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
  'runtime.unavailable': 'Not available in this build',
  'runtime.unavailable.why':
    'WebContainer is not available in this build. Labs run in the embedded runtime, which needs no network.',

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

  'collector.failed-to-load': 'This panel could not be loaded: {reason} Reload the page to try again.',
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

const zhCn: Readonly<Record<StringKey, string>> = {
  'lab.label': '实验：{lab}',
  'files.label': '文件',
  'file.edited': '已修改',
  'file.read-only': '只读',
  'editor.label': '{file}，代码',
  'editor.label.read-only': '{file}，代码，只读',
  'editor.help': 'Tab 键用于缩进。要离开编辑器，请先按 Esc，再按 Tab。',
  'editor.failed': '编辑器加载失败：{reason} 请刷新页面重试。',
  'mark.error': '错误：{message}',
  'mark.warning': '警告：{message}',

  'run.run': '运行',
  'run.stop': '停止',
  'run.retry': '重试',
  'run.idle': '尚未运行',
  'run.waiting': '等待编译',
  'run.running': '运行中 · {seconds} 秒',
  'run.finished': '{duration}完成',
  'run.failed': '失败',
  'run.stopped': '已停止',
  'run.unresponsive': '已停止：程序阻塞线程达 {seconds} 秒',
  'run.timed-out': '超时：{seconds} 秒后仍在运行',
  'run.broke': '运行环境出错',
  'run.broke.why': '不是你的代码的问题：{reason}',
  'fail.compile.one': '无法编译，{n} 处问题',
  'fail.compile.other': '无法编译，{n} 处问题',
  'fail.exit-code': '退出码 {code}',
  'fail.collector': 'Collector 拒绝了它的配置',
  'spans.one': '{n} 个 Span',
  'spans.other': '{n} 个 Span',

  'runtime.label': '运行环境',
  'runtime.embedded': 'Embedded',
  'runtime.webcontainer': 'WebContainer',
  'runtime.unavailable': '此版本不提供',
  'runtime.unavailable.why': '此版本不提供 WebContainer。实验在内置的 Embedded 环境中运行，无需联网。',

  'reset.action': '重置',
  'reset.title': '把所有文件恢复为初始代码',
  'reset.done': '已重置。',
  'elsewhere.action': '把实验带走',
  'elsewhere.zip': '下载 zip',
  'elsewhere.zip.how': '一个 Node 项目：npm install 后 npm start，4318 端口上有任意 OTLP Collector 即可。',
  'elsewhere.stackblitz': '在 StackBlitz 中打开',
  'elsewhere.stackblitz.how': '把你的文件发送到 stackblitz.com，并在新标签页中打开。',
  'elsewhere.failed': '实验打包失败：{reason} 请重试。',
  'undo.action': '撤销',
  'dismiss.action': '关闭提示',
  'solution.action': '查看答案',
  'solution.label': '{file}：答案与你的代码对比',
  'solution.legend': '答案与你的代码对比',
  'solution.yours': '− 你的代码',
  'solution.theirs': '+ 答案',
  'solution.same': '这个文件没有差别',
  'solution.back': '返回我的代码',
  'solution.use': '采用这个文件',
  'solution.used': '答案已替换你的代码。',
  'solution.loading': '正在加载答案',
  'solution.failed': '答案加载失败：{reason} 请重试。',
  'other-tab.offer': '另一个标签页保存了此实验的不同版本。',
  'other-tab.take': '采用那个版本',
  'other-tab.taken': '已打开另一个标签页的版本。',
  'draft.not-stored': '此浏览器不为本站保存数据：你的代码会保留到关闭页面为止。',

  'splitter.label': '编辑器高度',
  'panels.label': '结果',
  'panel.output': '输出',
  'panel.trace': '追踪',
  'panel.collector': 'Collector',
  'panel.checks': '检查',

  'output.empty': '程序打印的内容会显示在这里。点击运行，或按 Ctrl + Enter。',
  'output.silent': '程序没有打印任何内容。',
  'output.running': '还没有打印任何内容。',
  'output.collector': 'collector',
  'output.dropped': '另有 {n} 个字符未显示。',
  'output.exit': '退出码 {code}',

  'trace.empty': '还没有追踪',
  'trace.empty.next': '运行程序：Collector 收到的每个 Span 都会显示在这里。',
  'trace.waiting': '正在等待 Span',
  'trace.none': '没有收到 Span',
  'trace.none.next': '程序已结束，Collector 没有收到任何 Span。',
  'trace.none.stopped': '运行已停止，在此之前 Collector 没有收到 Span。',
  'trace.none.not-stored.one':
    'Collector 收到了 {n} 个 Span，但没有一个到达本视图读取的 `trace_store`。“Collector” 标签页显示它们走到了哪里。',
  'trace.none.not-stored.other':
    'Collector 收到了 {n} 个 Span，但没有一个到达本视图读取的 `trace_store`。“Collector” 标签页显示它们走到了哪里。',
  'trace.none.link': '第 1.10 课：为什么看不到追踪数据',
  'trace.failed': '追踪视图加载失败：{reason} 请刷新页面重试。',

  'collector.failed-to-load': '此面板加载失败：{reason} 请刷新页面重试。',
  'collector.none': '没有流水线',
  'collector.none.next': '运行程序：{file} 中的流水线和经过它们的数据会显示在这里。',
  'collector.pipeline': '{name} 流水线 · 语义对应 collector-contrib v0.162',
  'collector.receiver': '接收器',
  'collector.processor': '处理器',
  'collector.exporter': '导出器',
  'collector.connector': '连接器',
  'collector.accepted': '接收 {n}',
  'collector.passed': '通过 {n}',
  'collector.sent': '发送 {n}',
  'collector.refused': '拒绝 {n}',
  'collector.failed': '失败 {n}',
  'collector.refused-config': 'Collector 没有启动',
  'collector.warned-config': 'Collector 已启动，但有警告',
  'file.place': '{file} 第 {line} 行',
  'collector.wire': '线上请求',
  'collector.wire.empty': '没有请求到达 Collector。',
  'collector.bytes.one': '{n} 字节',
  'collector.bytes.other': '{n} 字节',

  'checks.empty': '运行程序后，将检查它产生的遥测数据。',
  'checks.none': '这次运行没有进行检查。',
  'checks.outdated': '这次运行之后，你的代码有改动。',
  'checks.seed': '输入由种子 {seed} 生成',
  'checks.again': '用这个种子再次运行',
  'check.pass': '通过',
  'check.fail': '未通过',
  'check.error': '检查出错',
  'check.waiting': '等待运行',
  'check.expected': '期望',
  'check.found': '实际',
  'check.closest': '最接近的 Span',
  'check.error.why': '检查本身出错，这是实验的问题，不是你的：{message}',
  'verdict.some': '{total} 项检查通过 {passed} 项',
  'verdict.all': '{total} 项检查全部通过',
  'verdict.closest': '查看最接近的 Span',

  'say.running': '正在运行程序',
};

export const strings: Readonly<Record<Language, Readonly<Record<StringKey, string>>>> = { en, 'zh-cn': zhCn };

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
