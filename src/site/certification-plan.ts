/** The three levels and what each of their five tasks asks for and is graded on. */
import type { LocalizedText } from './languages.ts';

export interface CertificationTask {
  readonly id: string;
  readonly title: LocalizedText;
  readonly gradedOn: LocalizedText;
}

export interface CertificationLevel {
  readonly id: 'basic' | 'advanced' | 'expert';
  /** 1 to 3; also the number of the path that prepares for it. */
  readonly number: number;
  readonly title: LocalizedText;
  readonly tasks: readonly CertificationTask[];
}

function task(
  id: string,
  title: readonly [string, string],
  gradedOn: readonly [string, string],
): CertificationTask {
  return {
    id,
    title: { en: title[0], 'zh-cn': title[1] },
    gradedOn: { en: gradedOn[0], 'zh-cn': gradedOn[1] },
  };
}

export const certificationLevels: readonly CertificationLevel[] = [
  {
    id: 'basic',
    number: 1,
    title: { en: 'Basic', 'zh-cn': '基础' },
    tasks: [
      task(
        'basic-tracing',
        ['Basic tracing in an application', '在应用中实现基本追踪'],
        [
          'span tree, names, resource, status, nothing left open',
          'Span 树、名称、资源、状态，没有未结束的 Span',
        ],
      ),
      task(
        'collector-and-jaeger',
        ['Local Collector and Jaeger', '本地 Collector 与 Jaeger'],
        [
          'your collector configuration; the spans found in the trace backend',
          '你的 Collector 配置；追踪后端中查到的 Span',
        ],
      ),
      task(
        'http-tracing',
        ['HTTP request tracing', 'HTTP 请求追踪'],
        [
          'client and server pairs, propagation, routes, error statuses, under random requests',
          '随机请求下的 CLIENT 与 SERVER 配对、传播、路由与错误状态',
        ],
      ),
      task(
        'database-tracing',
        ['Database query tracing', '数据库查询追踪'],
        [
          'database spans under their request span, sanitised text, an error on a failing query',
          '数据库 Span 位于请求 Span 之下、查询文本已脱敏、失败的查询标记为错误',
        ],
      ),
      task(
        'basic-sampling',
        ['Basic sampling', '基础采样'],
        [
          'kept ratio within its binomial bounds over thousands of traces; no broken trace',
          '数千条追踪的保留比例落在二项分布界内；没有残缺的追踪',
        ],
      ),
    ],
  },
  {
    id: 'advanced',
    number: 2,
    title: { en: 'Advanced', 'zh-cn': '进阶' },
    tasks: [
      task(
        'csp-otlp',
        ['CSP × OTLP mapping', 'CSP × OTLP 映射'],
        ['round trip on fresh random process terms', '在每次重新抽取的随机进程项上往返一致'],
      ),
      task(
        'span-processor',
        ['Custom SpanProcessor', '自定义 SpanProcessor'],
        [
          'enrichment, redaction and filtering on a hostile workload; shutdown flushes',
          '恶意负载下的补充、脱敏与过滤；关闭时全部导出',
        ],
      ),
      task(
        'tail-sampling',
        ['Tail sampling', '尾部采样'],
        [
          'every error and slow trace kept, the rest within bounds, whole traces only',
          '保留每条出错与慢的追踪，其余在界内，只保留完整追踪',
        ],
      ),
      task(
        'span-pooling',
        ['Span pooling', 'Span 池化'],
        [
          'allocations per span under the bar, no cross-talk between spans',
          '每个 Span 的分配低于上限，Span 之间互不串扰',
        ],
      ),
      task(
        'three-tier',
        ['Three-tier deployment', '三层部署'],
        [
          'agent, gateway, backend; survives a gateway outage with nothing lost',
          'Agent、Gateway、后端三层；Gateway 中断时不丢数据',
        ],
      ),
    ],
  },
  {
    id: 'expert',
    number: 3,
    title: { en: 'Expert', 'zh-cn': '专家' },
    tasks: [
      task(
        'monitoring',
        ['Production monitoring and alerting', '生产监控与告警'],
        ['rules fire and resolve on the scripted incident timeline', '规则在既定的事故时间线上触发与恢复'],
      ),
      task(
        'operator',
        ['Kubernetes operator', 'Kubernetes Operator'],
        [
          'reaches the desired state under conflicts, deletes and restarts; reconcile spans',
          '在冲突、删除与重启下达到期望状态；调谐过程的 Span',
        ],
      ),
      task(
        'opamp',
        ['OpAMP remote configuration', 'OpAMP 远程配置'],
        [
          'good configuration applied, bad one rolled back, status reported',
          '应用好的配置，回滚坏的配置，并上报状态',
        ],
      ),
      task(
        'profiling',
        ['eBPF profiling', 'eBPF Profiling'],
        [
          'samples linked to the right spans; hottest function named',
          '样本关联到正确的 Span；指出最热的函数',
        ],
      ),
      task(
        'benchmark',
        ['Performance benchmark', '性能基准'],
        [
          'P99 under 10 ms and CPU under 30 % at the stated load, both computed from telemetry',
          '在给定负载下 P99 低于 10 ms、CPU 低于 30 %，两者均由遥测数据算出',
        ],
      ),
    ],
  },
];
