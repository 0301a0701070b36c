/**
 * Where this collector answers otherwise than the one it follows, and why: shown on the reference page. The cases of the
 * oracle's corpus that show such a difference name it.
 */

export interface KnownDifference {
  /** "exporter file", "OTTL", "configuration". */
  readonly part: string;
  readonly en: string;
  readonly 'zh-cn': string;
}

export const knownDifferences = {
  'yaml-syntax': {
    part: 'configuration',
    en: 'What is wrong in YAML itself is said by another parser, in its own words. The place it points to is the same or nearer.',
    'zh-cn': 'YAML 语法错误由另一个解析器报告，措辞不同；所指位置相同或更准确。',
  },
  'json-errors': {
    part: 'receiver otlp',
    en: 'A body or message that is no OTLP is refused with the same status, and a message of our own that names the field and the byte.',
    'zh-cn': '请求体或消息不是 OTLP 时，返回的状态码相同，错误信息由本站给出，会指明字段与字节位置。',
  },
  'otlp-strictness': {
    part: 'receiver otlp',
    en: 'Refused are also bodies in which messages are nested more than 100 deep (in OTLP, a list within a list is one or two), those with texts that aren’t UTF-8, and those where something follows the JSON. The real one takes the first two and ignores what follows.',
    'zh-cn':
      '消息嵌套超过 100 层（列表中的列表算一到两层）、非 UTF-8 的文本，以及 JSON 之后还有其他内容的请求体也会被拒绝；真实 Collector 接受前两者，并忽略 JSON 之后的内容。',
  },
  'json-error-status': {
    part: 'receiver otlp',
    en: 'Some bodies that are no OTLP/JSON (a negative time, say) make the real one answer 500, as it can’t print its own message. Here they are 400 as all others are.',
    'zh-cn':
      '某些非法的 OTLP/JSON（例如负的时间）会让真实 Collector 返回 500，因为它无法输出自己的错误信息；这里与其他情况一样返回 400。',
  },
  'log-sampling': {
    part: 'logs',
    en: 'Every line of the collector’s own log is written. The real one writes the first ten equal lines of a second and then each hundredth.',
    'zh-cn':
      'Collector 自身的每一行日志都会输出；真实 Collector 对相同的日志每秒只输出前十行，之后每一百行输出一行。',
  },
  'own-components': {
    part: 'configuration',
    en: 'Lists of valid types name the components of the labs too: `telemetry_generator` and the stores.',
    'zh-cn': '有效类型的列表也包含实验专用组件：`telemetry_generator` 与各个存储导出器。',
  },
  zstd: {
    part: 'compression',
    en: '`zstd`, `snappy` and `lz4` are missing: a configuration that asks for one is refused, and so is a body sent with one.',
    'zh-cn': '没有 `zstd`、`snappy` 与 `lz4`：要求使用它们的配置会被拒绝，用它们压缩的请求体同样会被拒绝。',
  },
  'group-by-attrs-name': {
    part: 'processor groupbyattrs',
    en: 'It may be written `group_by_attrs` as well; a warning tells the name the collector knows.',
    'zh-cn': '也可以写作 `group_by_attrs`，警告会提示 Collector 使用的名称。',
  },
  'client-address': {
    part: 'processors attributes, resource',
    en: 'The address of a client isn’t known: `from_context: client.address` gives an empty text, and a warning.',
    'zh-cn': '客户端地址未知：`from_context: client.address` 得到空文本，并产生警告。',
  },
  'load-balancing-resolvers': {
    part: 'exporter load_balancing',
    en: 'The resolvers `k8s` and `aws_cloud_map` are refused: there is no Kubernetes and no AWS Cloud Map to ask.',
    'zh-cn': '`k8s` 与 `aws_cloud_map` 解析器会被拒绝：这里没有 Kubernetes 或 AWS Cloud Map 可供查询。',
  },
  'memory-limiter-memory': {
    part: 'processor memory_limiter',
    en: 'The memory in use is what the collector’s own queues, batches, pending traces and requests under way hold, as bytes of OTLP: a page can’t measure its heap. Percentages are of 128 MiB of such bytes, with which a page still lives. A forced garbage collection is only logged; it frees nothing, as no garbage is counted.',
    'zh-cn':
      '内存占用指 Collector 自身的队列、批次、待定 trace 与处理中的请求所持有的 OTLP 字节数，因为网页无法测量自己的堆。百分比以 128 MiB 这样的字节为总量，页面在此范围内仍能正常运行。强制垃圾回收只写日志，不会释放内存，因为统计中不含垃圾。',
  },
  'self-telemetry': {
    part: 'configuration',
    en: 'The collector’s own metrics are counted at the level `normal` only, and shown beside the pipelines; readers don’t export them. Those of the process (`otelcol_process_…`) are missing, and of histograms only sums and counts are kept.',
    'zh-cn':
      'Collector 自身的指标只按 `normal` 级别统计，显示在流水线旁，不会由 reader 导出。没有进程指标（`otelcol_process_…`），直方图只保留总和与计数。',
  },
  'memory-ceiling': {
    part: 'configuration',
    en: 'Whatever limits are configured, receivers are refused while the collector holds more than 512 MiB of telemetry, as bytes of OTLP: a page would die where the real one is killed for want of memory.',
    'zh-cn':
      '无论如何配置，当 Collector 持有的遥测数据（按 OTLP 字节计）超过 512 MiB 时，接收器的数据会被拒绝：真实 Collector 会因内存不足被杀死，而网页会崩溃。',
  },
  'prometheus-readable-protobuf': {
    part: 'exporter prometheus',
    en: 'The two formats that write protobuf messages for people to read (`encoding=text` and `compact-text`) are missing: whoever asks for them gets the text format.',
    'zh-cn':
      '没有供人阅读的两种 protobuf 格式（`encoding=text` 与 `compact-text`）：请求它们时返回文本格式。',
  },
  'zpages-html': {
    part: 'extension zpages',
    en: 'The pages have a plain look of their own, show the items that went through each component, and no spans: this collector records none of its own work.',
    'zh-cn':
      '页面样式由本站给出，显示经过每个组件的数据量；没有 span，因为此 Collector 不记录自身工作的 span。',
  },
  'file-storage-directories': {
    part: 'extension file_storage',
    en: 'Whether directories exist is found out when the collector starts, not by `validate`; in a page every directory exists. The files are in a format of this site’s own.',
    'zh-cn':
      '目录是否存在在 Collector 启动时才检查，而不是在 `validate` 时；在网页中任何目录都存在。文件采用本站自己的格式。',
  },
  'tail-sampling-order': {
    part: 'processor tail_sampling',
    en: 'Traces that are due together or come in one request are looked at in the order they came in, in the real one in any order. Only policies with a budget can tell, and which trace goes where there is no room.',
    'zh-cn':
      '同时到期或在同一请求中到达的 trace 按到达顺序处理，真实 Collector 的顺序则不固定。只有带预算的策略，以及空间不足时淘汰哪个 trace，会因此不同。',
  },
  'tail-sampling-panics': {
    part: 'processor tail_sampling',
    en: 'The collector’s process ends (a panic in Go) at the first decision of a `numeric_attribute` policy without `min_value` and `max_value`, and at the start where `sampling_percentage` is `.nan`. Here the component fails, or doesn’t start.',
    'zh-cn':
      '若 `numeric_attribute` 策略既没有 `min_value` 也没有 `max_value`，Collector 进程会在首次决策时崩溃（Go panic）；若 `sampling_percentage` 为 `.nan`，则在启动时崩溃。这里是该组件失败或无法启动。',
  },
  'tail-sampling-blocked': {
    part: 'processor tail_sampling',
    en: 'With `block_on_overflow` and without decision caches, a collector whose room is used up takes no trace any more and can’t be shut down. Here the shutdown ends: spans that wait for room are lost, and the log says so.',
    'zh-cn':
      '启用 `block_on_overflow` 而没有决策缓存时，空间用尽的 Collector 不再接收任何 trace，也无法关闭。这里可以关闭：等待空间的 span 会丢失，并写入日志。',
  },
  'ottl-missing-functions': {
    part: 'OTTL',
    en: '`ExtractGrokPatterns`, `UserAgent` and the functions that take an XPath (`GetXML`, `InsertXML`, `RemoveXML`, `ConvertAttributesToElementsXML`, `ConvertTextToElementsXML`) are known, and refused.',
    'zh-cn':
      '`ExtractGrokPatterns`、`UserAgent` 以及使用 XPath 的函数（`GetXML`、`InsertXML`、`RemoveXML`、`ConvertAttributesToElementsXML`、`ConvertTextToElementsXML`）可以识别，但会被拒绝。',
  },
  'regexp-backtracking': {
    part: 'OTTL',
    en: 'Regular expressions are run by the engine of JavaScript, here and in all processors. It tries alternatives one after the other, so that repetitions within repetitions, such as `(a+)+$`, can take for ever on a text that doesn’t match. Those of Go never do.',
    'zh-cn':
      '正则表达式（这里以及所有处理器中）由 JavaScript 引擎执行。它逐个尝试各种可能，因此像 `(a+)+$` 这样的嵌套重复在不匹配的文本上可能永远无法结束；Go 的引擎不会如此。',
  },
  'ottl-nesting': {
    part: 'OTTL',
    en: '`ParseJSON` takes values nested 100 deep and the functions for XML elements nested 50 deep, as deeper ones couldn’t be sent on. The collector takes 10,000 of each.',
    'zh-cn':
      '`ParseJSON` 最多接受 100 层嵌套，解析 XML 的函数最多接受 50 层，因为更深的值无法再发送。Collector 的上限均为 10,000 层。',
  },
  'ottl-bytes-in-strings': {
    part: 'OTTL',
    en: 'Texts can’t hold bytes that aren’t UTF-8: where `Substring` or `truncate_all` cuts a character in two, or `URL` unescapes such a byte, there is U+FFFD.',
    'zh-cn':
      '文本无法包含非 UTF-8 的字节：`Substring` 或 `truncate_all` 截断字符，或 `URL` 还原出这样的字节时，得到 U+FFFD。',
  },
  'ottl-panics': {
    part: 'OTTL',
    en: 'The collector’s process ends (a panic in Go) when a function is passed to `replace_pattern` that takes no text, when names leave out an argument that is needed, or when `clear` is used on `events`. Here the statement fails with the same words.',
    'zh-cn':
      '若传给 `replace_pattern` 的函数不接受文本、用名称传参时缺少必需的参数，或对 `events` 使用 `clear`，Collector 进程会崩溃（Go panic）；这里该语句以相同的错误信息失败。',
  },
  'ottl-format-data': {
    part: 'OTTL',
    en: 'Of maps, lists and other parts of the data, `Format` prints two addresses in memory, as the collector does. Ours are always the same.',
    'zh-cn': '对于 map、列表等数据，`Format` 与 Collector 一样打印两个内存地址；这里的地址始终相同。',
  },
} as const satisfies Readonly<Record<string, KnownDifference>>;

export type DifferenceId = keyof typeof knownDifferences;

export function isDifferenceId(text: string): text is DifferenceId {
  return Object.hasOwn(knownDifferences, text);
}
