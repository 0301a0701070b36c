import type { RunTelemetry } from '../../src/grading/check.ts';
import {
  expectEvery,
  expectOne,
  expectOneToBe,
  expectSome,
  firstFailure,
} from '../../src/grading/expectations.ts';
import type { Checks } from '../../src/grading/lab.ts';
import { withServiceName } from '../../src/grading/span-criteria.ts';
import { SpanQuery } from '../../src/grading/span-query.ts';
import { ended, insideItsParent, lastsAtLeast } from '../../src/grading/time-criteria.ts';
import { withKnownParent } from '../../src/grading/tree-criteria.ts';
import { text } from '../../src/grading/write-text.ts';
import type { Inputs } from './scenario.ts';

const checks: Checks<Inputs> = [
  {
    id: 'spans-arrived',
    title: text('Spans arrive at the Collector', 'Span 到达 Collector'),
    judge: (run) =>
      expectSome(
        SpanQuery.of(run.spans),
        text(
          'A program that ends takes its waiting spans with it: call `await provider.shutdown()` last.',
          '程序结束时，还在等待发送的 Span 会随之丢失：请在最后调用 `await provider.shutdown()`。',
        ),
      ),
  },
  {
    id: 'root-hello-world',
    title: text('One trace with a root span `hello-world`', '一条以 `hello-world` 为根 Span 的追踪'),
    judge: (run) => expectOne(helloWorld(run)),
  },
  {
    id: 'child-do-something',
    title: text(
      '`do-something` is its child and ends before it',
      '`do-something` 是它的子 Span，并先于它结束',
    ),
    judge: (run) =>
      firstFailure(expectOne(doSomething(run)), () => expectOneToBe(doSomething(run), insideItsParent())),
  },
  {
    id: 'work-covered',
    title: text('`do-something` covers the work', '`do-something` 覆盖了整个工作过程'),
    judge: (run) =>
      expectEvery(
        SpanQuery.of(run.spans).named('do-something'),
        lastsAtLeast(run.inputs.workMs),
        text(
          `In this run the work took ${run.inputs.workMs} ms. Start the span before \`work()\`, end it after \`await work()\`.`,
          `本次运行中这项工作耗时 ${run.inputs.workMs} 毫秒。请在 \`work()\` 之前开始 Span，在 \`await work()\` 之后结束它。`,
        ),
      ),
  },
  {
    id: 'service-name',
    title: text('The resource carries `service.name`', 'Resource 带有 `service.name`'),
    judge: (run) => expectEvery(SpanQuery.of(run.spans), withServiceName()),
  },
  {
    id: 'all-ended',
    title: text('Every span is ended', '每个 Span 都已结束'),
    judge: (run) =>
      firstFailure(expectEvery(SpanQuery.of(run.spans), ended()), () =>
        expectEvery(
          SpanQuery.of(run.spans),
          withKnownParent(),
          text(
            'Only ended spans are exported. Call `end()` on the parent as well.',
            '只有已结束的 Span 才会被导出。父 Span 也要调用 `end()`。',
          ),
        ),
      ),
  },
];

function helloWorld({ spans }: RunTelemetry<Inputs>): SpanQuery {
  return SpanQuery.of(spans).named('hello-world').root();
}

function doSomething(run: RunTelemetry<Inputs>): SpanQuery {
  return SpanQuery.of(run.spans).named('do-something').childOf(helloWorld(run));
}

export default checks;
