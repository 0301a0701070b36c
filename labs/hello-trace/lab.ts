import type { LabDefinition } from '../../src/grading/lab.ts';

const lab: LabDefinition = {
  id: 'hello-trace',
  title: { en: 'Your first trace', 'zh-cn': '你的第一条追踪' },
  teaches: {
    en: 'Emit a trace of two spans, name the service they come from, and send them before the program ends.',
    'zh-cn': '产生一条包含两个 Span 的追踪，为它们注明所属的服务，并在程序结束前把它们发送出去。',
  },
  entry: 'src/main.ts',
  files: [
    { path: 'src/main.ts', editable: true },
    { path: 'src/work.ts', editable: false },
    { path: 'collector.yaml', editable: true },
  ],
  collectorConfig: 'collector.yaml',
  opens: 'trace',
  starterPasses: [],
};

export default lab;
