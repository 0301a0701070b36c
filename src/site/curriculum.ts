/**
 * What the course consists of: three paths, their lessons in order. The single source for navigation, pages, slugs and
 * planned reading times; whether a lesson is written is known from `content/` (see `lessons.ts`).
 */
import type { LocalizedText } from './languages.ts';

export type PathId = 'quick-start' | 'deep-understanding' | 'production-practice';
export type Difficulty = 1 | 2 | 3 | 4;

export interface LessonPlan {
  /** "1.2": path and place. */
  readonly id: string;
  /** The last part of the URL and the name of the content file: "02-your-first-trace". */
  readonly slug: string;
  readonly title: LocalizedText;
  /** Folders of `labs/`, in the order of use. */
  readonly labs: readonly string[];
  /** Reading time to aim for; a written lesson's own time is counted from its text. */
  readonly minutes: number;
  readonly difficulty: Difficulty;
}

/** A stretch of a path; the first path is short enough to have one without a title. */
export interface PathPart {
  readonly title?: LocalizedText;
  readonly lessons: readonly LessonPlan[];
}

export interface LearningPath {
  readonly id: PathId;
  /** 1 to 3. */
  readonly number: number;
  readonly title: LocalizedText;
  /** What it leads to, in a few words and in a sentence. */
  readonly goal: LocalizedText;
  readonly lead: LocalizedText;
  readonly duration: LocalizedText;
  readonly before: LocalizedText;
  readonly outcomes: readonly LocalizedText[];
  readonly parts: readonly PathPart[];
}

function text(en: string, zh: string): LocalizedText {
  return { en, 'zh-cn': zh };
}

/** One row of the plan; the id comes from the slug's number. */
function lesson(
  slug: string,
  en: string,
  zh: string,
  minutes: number,
  difficulty: Difficulty,
  ...labs: readonly string[]
): Omit<LessonPlan, 'id'> {
  return { slug, title: text(en, zh), minutes, difficulty, labs };
}

function numbered(path: number, lessons: readonly Omit<LessonPlan, 'id'>[]): LessonPlan[] {
  return lessons.map((plan) => ({ ...plan, id: `${path}.${Number.parseInt(plan.slug, 10)}` }));
}

const quickStart: LearningPath = {
  id: 'quick-start',
  number: 1,
  title: text('Quick start', '快速上手'),
  goal: text(
    'Put basic tracing into an application and see it in Jaeger.',
    '给应用加上基本追踪，并在 Jaeger 中看到它。',
  ),
  lead: text(
    'Put basic tracing into an application: emit spans, carry context between services, run a Collector, and find out why when nothing arrives.',
    '给应用加上基本追踪：发出 Span，在服务之间传播上下文，运行 Collector，并在看不到数据时找出原因。',
  ),
  duration: text('1 to 2 days', '1 至 2 天'),
  before: text(
    'You can read TypeScript or Go, and you have written a program that calls another one. No tracing experience, no account, nothing to install.',
    '你能读懂 TypeScript 或 Go，写过调用其他程序的程序。不需要追踪经验，不需要账号，也不需要安装任何东西。',
  ),
  outcomes: [
    text(
      'instrument HTTP and database calls with the stable conventions',
      '按稳定的语义约定为 HTTP 与数据库调用埋点',
    ),
    text('keep one trace across `await` and between services', '让一条追踪跨越 `await` 和多个服务而不断开'),
    text('configure a Collector and a sampler, and debug both', '配置 Collector 与采样器，并排查它们的问题'),
  ],
  parts: [
    {
      lessons: numbered(1, [
        lesson(
          '01-the-map',
          'The map: signals, OTLP, and how this course works',
          '综合索引：信号、OTLP 与本课程',
          6,
          1,
          'hello-trace',
        ),
        lesson(
          '02-your-first-trace',
          'Your first trace in five minutes',
          '五分钟快速上手',
          5,
          1,
          'hello-trace',
        ),
        lesson(
          '03-attributes-events-status',
          'Attributes, events and status',
          '属性、事件与状态',
          8,
          1,
          'attributes-events',
        ),
        lesson('04-context-propagation', 'Context propagation', '上下文传播', 11, 2, 'context-propagation'),
        lesson('05-run-a-collector', 'Run a Collector', '启动本地 Collector', 10, 2, 'collector-pipeline'),
        lesson('06-read-traces', 'Read traces in Jaeger', '在 Jaeger 中查看追踪', 9, 2, 'read-a-trace'),
        lesson('07-trace-http-requests', 'Trace HTTP requests', '追踪 HTTP 请求', 12, 2, 'http-tracing'),
        lesson('08-trace-database-queries', 'Trace database queries', '追踪数据库查询', 12, 2, 'db-tracing'),
        lesson('09-sampling-basics', 'Sampling basics', '配置基础采样策略', 10, 2, 'head-sampling'),
        lesson(
          '10-why-is-there-no-data',
          '“Why is there no data?”',
          '为什么看不到追踪数据',
          13,
          3,
          'no-data',
        ),
      ]),
    },
  ],
};

const deepUnderstandingLessons = numbered(2, [
  lesson(
    '01-communicating-sequential-processes',
    'Communicating sequential processes',
    'CSP 综合分析',
    9,
    3,
    'csp-pipeline',
  ),
  lesson(
    '02-csp-and-otlp',
    'CSP × OTLP: the isomorphism and where it stops',
    'CSP × OTLP 同构证明及其边界',
    12,
    4,
    'csp-otlp',
  ),
  lesson('03-otlp-on-the-wire', 'OTLP on the wire', 'OTLP 协议规范', 14, 2, 'otlp-by-hand'),
  lesson(
    '04-delivery',
    'Delivery: retries, back-off, partial success',
    '可靠传输：重试、退避与部分成功',
    13,
    3,
    'otlp-retry',
  ),
  lesson('05-semantic-conventions', 'Semantic conventions', '语义约定', 10, 2, 'semconv-migration'),
  lesson(
    '06-model-check-a-batch-processor',
    'Model-check a batch span processor',
    '批处理 Span Processor 的模型检验（TLA+）',
    15,
    4,
    'model-check',
  ),
  lesson(
    '07-what-the-runtime-does',
    'What the runtime does to your spans',
    '运行时如何影响 Span',
    11,
    3,
    'runtime-metrics',
  ),
  lesson('08-the-cost-of-a-span', 'The cost of a span', '一个 Span 的开销', 9, 3, 'span-cost'),
  lesson(
    '09-object-pooling',
    'Object pooling for spans: when it helps',
    'Span 池化：何时有用',
    10,
    3,
    'span-pool',
  ),
  lesson(
    '10-writing-a-span-processor',
    'Writing a SpanProcessor',
    '自定义 SpanProcessor',
    12,
    3,
    'span-processor',
  ),
  lesson('11-ottl', 'OTTL', 'OTTL 深度解析', 13, 3, 'ottl'),
  lesson('12-profiles-and-ebpf', 'Profiles and eBPF', 'Profiles 与 eBPF', 12, 4, 'profiles'),
]);

const deepUnderstanding: LearningPath = {
  id: 'deep-understanding',
  number: 2,
  title: text('Deep understanding', '深度理解'),
  goal: text(
    'The protocol on the wire, the SDK from inside, and the theory of processes behind both.',
    '线路上的协议、SDK 的内部，以及两者背后的进程理论。',
  ),
  lead: text(
    'Build an export request by hand, write a SpanProcessor, measure what a span costs, and prove how far traces and communicating processes are the same thing.',
    '亲手构造一个导出请求，编写 SpanProcessor，测量一个 Span 的开销，并证明追踪与通信进程在多大程度上是同一回事。',
  ),
  duration: text('1 to 2 weeks', '1 至 2 周'),
  before: text(
    'You have finished the quick start, or you already emit traces from a service and know what a Collector does.',
    '你已学完「快速上手」，或者你的服务已经在发出追踪数据，并且知道 Collector 是做什么的。',
  ),
  outcomes: [
    text(
      'read and write OTLP in JSON and protobuf, with its retry rules',
      '读写 JSON 与 protobuf 编码的 OTLP，并掌握其重试规则',
    ),
    text(
      'write, test and measure a SpanProcessor and OTTL statements',
      '编写、测试并测量 SpanProcessor 与 OTTL 语句',
    ),
    text('model-check concurrent code before you ship it', '在发布之前对并发代码做模型检验'),
  ],
  parts: [
    { title: text('Week 1: theory', '第 1 周：理论基础'), lessons: deepUnderstandingLessons.slice(0, 6) },
    {
      title: text('Week 2: implementation', '第 2 周：技术实现'),
      lessons: deepUnderstandingLessons.slice(6),
    },
  ],
};

const productionLessons = numbered(3, [
  lesson(
    '01-distributed-tracing-architecture',
    'Distributed tracing architecture',
    '分布式追踪架构',
    12,
    3,
    'three-tier',
  ),
  lesson('02-tracing-microservices', 'Tracing microservices', '微服务集成', 13, 3, 'microservices'),
  lesson('03-deployment-patterns', 'Deployment patterns', '部署架构', 11, 3, 'load-balancing'),
  lesson(
    '04-kubernetes-operator',
    'A Kubernetes operator for collectors',
    'Collector 的 Kubernetes Operator 开发',
    18,
    4,
    'operator',
  ),
  lesson(
    '05-production-best-practices',
    'Production best practices',
    '生产最佳实践',
    10,
    2,
    'production-checklist',
  ),
  lesson('06-high-throughput', 'Case 3: high throughput', '案例 3：高性能场景优化', 14, 4, 'high-throughput'),
  lesson('07-head-sampling', 'Head sampling', '头部采样', 10, 3, 'head-sampling-prod'),
  lesson('08-tail-sampling', 'Tail sampling', '尾部采样', 12, 3, 'tail-sampling'),
  lesson('09-adaptive-sampling', 'Adaptive sampling', '自适应采样', 12, 4, 'adaptive-sampling'),
  lesson(
    '10-metrics-from-spans',
    'Metrics from spans, and Prometheus rules',
    '由 Span 生成指标与 Prometheus 规则',
    13,
    3,
    'alert-rules',
  ),
  lesson('11-dashboards', 'Dashboards', 'Grafana Dashboard', 11, 2, 'red-dashboard'),
  lesson('12-slos-and-error-budgets', 'SLOs and error budgets', 'SLO 与 Error Budget', 10, 3, 'error-budget'),
  lesson(
    '13-burn-rate-alerts',
    'Multi-window, multi-burn-rate alerts',
    '多窗口多燃烧率告警',
    12,
    4,
    'burn-rate',
  ),
  lesson('14-root-cause', 'Troubleshooting and root cause', '故障排查与根因分析', 14, 3, 'root-cause'),
  lesson(
    '15-compliance',
    'Compliance: masking and audit',
    '合规与安全：脱敏与审计',
    13,
    3,
    'pii-redaction',
    'audit-log',
  ),
  lesson('16-opamp', 'Remote configuration with OpAMP', 'OpAMP 远程配置管理', 12, 4, 'opamp'),
  lesson('17-hybrid-and-multi-cloud', 'Hybrid and multi-cloud', '混合云与多云', 11, 3, 'multi-cloud'),
  lesson(
    '18-the-integrated-stack',
    'The integrated stack, 2025 and after',
    '完整技术整合：2025 及以后',
    20,
    4,
    'capstone',
  ),
]);

const productionPractice: LearningPath = {
  id: 'production-practice',
  number: 3,
  title: text('Production practice', '生产实践'),
  goal: text(
    'Deploy, tune, sample, alert on and operate collectors in production.',
    '在生产环境中部署、调优、采样、告警与运维 Collector。',
  ),
  lead: text(
    'Agents and gateways that survive an outage, sampling that keeps what matters, alerts that fire on the real incident, and configuration that rolls back by itself.',
    '能熬过故障的 Agent 与 Gateway，留住关键数据的采样，只为真实事故触发的告警，以及会自动回滚的配置。',
  ),
  duration: text('1 month', '1 个月'),
  before: text(
    'You can instrument a service and configure a Collector pipeline. Some Kubernetes and Prometheus vocabulary helps from week 1 on.',
    '你会为服务埋点，也会配置 Collector 管道。从第 1 周起，了解一些 Kubernetes 与 Prometheus 术语会有帮助。',
  ),
  outcomes: [
    text(
      'run collectors in tiers, and lose nothing when one of them fails',
      '分层运行 Collector，其中一层失效时也不丢数据',
    ),
    text(
      'choose between head, tail and adaptive sampling, with numbers',
      '用数据在头部、尾部与自适应采样之间做选择',
    ),
    text(
      'alert on error budgets, and go from an alert to the line that fails',
      '按错误预算告警，并从告警一路定位到出错的那一行',
    ),
  ],
  parts: [
    { title: text('Week 1: architecture', '第 1 周：架构设计'), lessons: productionLessons.slice(0, 4) },
    { title: text('Week 2: tuning', '第 2 周：性能调优'), lessons: productionLessons.slice(4, 9) },
    {
      title: text('Week 3: monitoring and alerts', '第 3 周：监控告警'),
      lessons: productionLessons.slice(9, 13),
    },
    { title: text('Week 4: operations', '第 4 周：运维管理'), lessons: productionLessons.slice(13) },
  ],
};

export const learningPaths: readonly LearningPath[] = [quickStart, deepUnderstanding, productionPractice];

export function lessonsOf(path: LearningPath): readonly LessonPlan[] {
  return path.parts.flatMap((part) => part.lessons);
}

export function findLesson(
  id: string,
): { readonly path: LearningPath; readonly lesson: LessonPlan } | undefined {
  for (const path of learningPaths) {
    const lesson = lessonsOf(path).find((plan) => plan.id === id);
    if (lesson) return { path, lesson };
  }
  return undefined;
}
