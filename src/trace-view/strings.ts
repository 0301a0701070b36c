/** Every text of the trace view, in both languages. Span, Collector and attribute names stay English. */
import type { Language } from '../grading/text.ts';

export interface TraceViewStrings {
  /** Between the parts of a spoken row. */
  readonly comma: string;

  readonly spanColumn: string;
  readonly durationColumn: string;
  readonly spansOf: (name: string) => string;
  readonly unnamed: string;
  readonly noService: string;
  /** As a status, standing alone. */
  readonly errorStatus: string;
  /** Inside a spoken row. */
  readonly error: string;
  readonly notEnded: string;
  readonly missingSpan: string;
  readonly hasLinks: string;
  readonly hiddenSpans: (count: string) => string;
  readonly columnWidth: string;
  readonly foldHint: string;

  readonly traces: (count: number, text: string) => string;
  readonly chooseTrace: string;
  readonly spans: (count: number, text: string) => string;
  readonly services: (count: number, text: string) => string;
  readonly errors: (count: number, text: string) => string;
  readonly missingSpans: (count: number, text: string) => string;
  readonly noRoot: string;

  readonly search: string;
  readonly searchPlaceholder: string;
  readonly matchOf: (current: string, total: string) => string;
  readonly noMatch: string;
  readonly nextMatch: string;
  readonly previousMatch: string;
  readonly closeSearch: string;
  readonly criticalPath: string;
  readonly collapseAll: string;
  readonly expandAll: string;

  readonly selectHint: string;
  readonly noSpans: string;
  readonly detailsOf: (name: string) => string;
  readonly close: string;
  readonly moreDetails: string;
  readonly duration: string;
  readonly selfTime: string;
  readonly startsAt: string;
  readonly startsAtTime: (time: string) => string;
  readonly onPath: string;
  readonly calls: (operation: string, service: string) => string;
  readonly noMessage: string;
  readonly childRanOn: (child: string, time: string) => string;

  readonly attributes: string;
  readonly events: string;
  readonly links: string;
  readonly span: string;
  readonly resource: string;
  readonly scope: string;
  readonly identity: string;
  readonly noAttributes: string;
  readonly dropped: (count: number, text: string) => string;
  readonly emptyValue: string;
  readonly emptyText: string;
  readonly showAll: string;
  readonly showAllCharacters: (count: string) => string;
  readonly showLess: string;
  readonly shortened: (shown: string) => string;
  readonly copy: (what: string) => string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly noEvents: string;
  readonly afterStart: (time: string) => string;
  readonly beforeStart: (time: string) => string;
  readonly noLinks: string;
  readonly goToSpan: (name: string) => string;
  readonly linkTargetElsewhere: string;
  readonly traceId: string;

  readonly ghostNote: (children: number, text: string) => string;
  readonly cycleNote: string;
  readonly duplicateNote: string;
  readonly startsBeforeParentNote: (time: string) => string;
  readonly endsBeforeStartNote: string;
  readonly noStartNote: string;
  readonly openNote: string;
}

const en: TraceViewStrings = {
  comma: ', ',

  spanColumn: 'Span',
  durationColumn: 'Duration',
  spansOf: (name) => `Spans of ${name}`,
  unnamed: 'no name',
  noService: 'no service.name',
  errorStatus: 'Error',
  error: 'error',
  notEnded: 'not ended',
  missingSpan: 'missing span',
  hasLinks: 'has links',
  hiddenSpans: (count) => `${count} hidden`,
  columnWidth: 'Width of the name column',
  foldHint: 'Fold or unfold',

  traces: (count, text) => (count === 1 ? '1 trace' : `${text} traces`),
  chooseTrace: 'Choose a trace',
  spans: (count, text) => (count === 1 ? '1 span' : `${text} spans`),
  services: (count, text) => (count === 1 ? '1 service' : `${text} services`),
  errors: (count, text) => (count === 1 ? '1 error' : `${text} errors`),
  missingSpans: (count, text) => (count === 1 ? '1 missing span' : `${text} missing spans`),
  noRoot: 'no root span',

  search: 'Search spans',
  searchPlaceholder: 'name, attribute=value',
  matchOf: (current, total) => `${current} of ${total}`,
  noMatch: 'No match',
  nextMatch: 'Next match',
  previousMatch: 'Previous match',
  closeSearch: 'Close search',
  criticalPath: 'Critical path',
  collapseAll: 'Collapse',
  expandAll: 'Expand',

  selectHint: 'Select a span to read its attributes, events and links.',
  noSpans: 'No spans arrived',
  detailsOf: (name) => `Details of ${name}`,
  close: 'Close',
  moreDetails: 'Show all details',
  duration: 'Duration',
  selfTime: 'Self time',
  startsAt: 'Starts at',
  startsAtTime: (time) => `starts at ${time}`,
  onPath: 'On path',
  calls: (operation, service) => `calls ${operation} of ${service}`,
  noMessage: 'The span has status Error, but no message says why.',
  childRanOn: (child, time) => `Its child ${child} ran on for another ${time}.`,

  attributes: 'Attributes',
  events: 'Events',
  links: 'Links',
  span: 'Span',
  resource: 'Resource',
  scope: 'Scope',
  identity: 'Identity',
  noAttributes: 'No attributes',
  dropped: (count, text) => (count === 1 ? '1 dropped by a limit' : `${text} dropped by a limit`),
  emptyValue: 'no value',
  emptyText: 'empty text',
  showAll: 'Show all',
  showAllCharacters: (count) => `Show all ${count} characters`,
  showLess: 'Show less',
  shortened: (shown) => `Only the first ${shown} characters are shown. Copy takes all.`,
  copy: (what) => `Copy ${what}`,
  copied: 'Copied',
  copyFailed: 'The browser did not allow copying',
  noEvents: 'This span has no events.',
  afterStart: (time) => `${time} after the start`,
  beforeStart: (time) => `${time} before the start`,
  noLinks: 'This span has no links.',
  goToSpan: (name) => `Go to ${name}`,
  linkTargetElsewhere: 'The linked span is not among those that arrived.',
  traceId: 'trace id',

  ghostNote: (children, text) =>
    `${children === 1 ? 'A span names' : `${text} spans name`} this id as parent, but no span with it arrived. Either it was never ended, or it was not exported, or sampling dropped it, or a request brought the id in from outside.`,
  cycleNote: 'Its parents lead back to itself. The chain was cut here, so that the span can be drawn.',
  duplicateNote:
    'Another span of this trace has the same span id. Children hang under the one that arrived first.',
  startsBeforeParentNote: (time) =>
    `Starts ${time} before its parent: the clocks of the two differ, or the parent is the wrong one.`,
  endsBeforeStartNote: 'The end time is before the start time. It is drawn without length.',
  noStartNote: 'The span has no start time. It is drawn at its end.',
  openNote: 'The span has no end time: nobody called end() on it.',
};

const zhCn: TraceViewStrings = {
  comma: '，',

  spanColumn: 'Span',
  durationColumn: '耗时',
  spansOf: (name) => `${name} 的所有 Span`,
  unnamed: '无名称',
  noService: '缺少 service.name',
  errorStatus: '错误',
  error: '错误',
  notEnded: '未结束',
  missingSpan: '缺失的 Span',
  hasLinks: '有链接',
  hiddenSpans: (count) => `已隐藏 ${count} 个`,
  columnWidth: '名称列宽度',
  foldHint: '折叠或展开',

  traces: (_, text) => `${text} 条 Trace`,
  chooseTrace: '选择 Trace',
  spans: (_, text) => `${text} 个 Span`,
  services: (_, text) => `${text} 个服务`,
  errors: (_, text) => `${text} 个错误`,
  missingSpans: (_, text) => `缺失 ${text} 个 Span`,
  noRoot: '没有根 Span',

  search: '搜索 Span',
  searchPlaceholder: '名称，或 属性=值',
  matchOf: (current, total) => `第 ${current} 个，共 ${total} 个`,
  noMatch: '无匹配',
  nextMatch: '下一个匹配',
  previousMatch: '上一个匹配',
  closeSearch: '关闭搜索',
  criticalPath: '关键路径',
  collapseAll: '折叠',
  expandAll: '展开',

  selectHint: '选中一个 Span，即可查看它的属性、事件和链接。',
  noSpans: '没有收到任何 Span',
  detailsOf: (name) => `${name} 的详情`,
  close: '关闭',
  moreDetails: '显示全部详情',
  duration: '耗时',
  selfTime: '自身耗时',
  startsAt: '开始时间',
  startsAtTime: (time) => `开始于 ${time}`,
  onPath: '关键路径占用',
  calls: (operation, service) => `调用 ${service} 的 ${operation}`,
  noMessage: '这个 Span 的状态是 Error，但没有说明原因的消息。',
  childRanOn: (child, time) => `它的子 Span ${child} 之后又运行了 ${time}。`,

  attributes: '属性',
  events: '事件',
  links: '链接',
  span: 'Span',
  resource: '资源',
  scope: '插桩范围',
  identity: '标识',
  noAttributes: '没有属性',
  dropped: (_, text) => `因超出限制丢弃了 ${text} 个`,
  emptyValue: '没有值',
  emptyText: '空文本',
  showAll: '显示全部',
  showAllCharacters: (count) => `显示全部 ${count} 个字符`,
  showLess: '收起',
  shortened: (shown) => `这里只显示前 ${shown} 个字符，复制时包含全部内容。`,
  copy: (what) => `复制 ${what}`,
  copied: '已复制',
  copyFailed: '浏览器不允许复制',
  noEvents: '这个 Span 没有事件。',
  afterStart: (time) => `开始后 ${time}`,
  beforeStart: (time) => `开始前 ${time}`,
  noLinks: '这个 Span 没有链接。',
  goToSpan: (name) => `转到 ${name}`,
  linkTargetElsewhere: '收到的 Span 中没有链接指向的那一个。',
  traceId: 'Trace ID',

  ghostNote: (_, text) =>
    `有 ${text} 个 Span 把这个 ID 当作父级，但没有收到带这个 ID 的 Span。它可能从未结束、没有被导出、被采样丢弃，或者这个 ID 是随请求从外部传入的。`,
  cycleNote: '它的父级链又绕回了自己。为了能画出来，链在这里被断开。',
  duplicateNote: '这条 Trace 中有另一个 Span 使用了相同的 Span ID，子 Span 挂在先到达的那一个之下。',
  startsBeforeParentNote: (time) => `比父 Span 早开始 ${time}：两者的时钟不一致，或者父级不对。`,
  endsBeforeStartNote: '结束时间早于开始时间，因此画成没有长度。',
  noStartNote: '这个 Span 没有开始时间，因此画在它结束的位置。',
  openNote: '这个 Span 没有结束时间：没有代码对它调用 end()。',
};

export const traceViewStrings: Readonly<Record<Language, TraceViewStrings>> = { en, 'zh-cn': zhCn };

/** Counts with the language's separators. */
export function formatCount(count: number, language: Language): string {
  return count.toLocaleString(language === 'en' ? 'en' : 'zh-CN');
}
