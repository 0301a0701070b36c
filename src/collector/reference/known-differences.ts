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
    en: 'A body that is no OTLP/JSON is refused with the same status, and a message of our own that names the field and the byte.',
    'zh-cn': '请求体不是 OTLP/JSON 时，返回的状态码相同，错误信息由本站给出，会指明字段与字节位置。',
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
} as const satisfies Readonly<Record<string, KnownDifference>>;

export type DifferenceId = keyof typeof knownDifferences;

export function isDifferenceId(text: string): text is DifferenceId {
  return Object.hasOwn(knownDifferences, text);
}
