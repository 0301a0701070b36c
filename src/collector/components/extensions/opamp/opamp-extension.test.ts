import { expect, test } from 'vitest';
import { InProcessCollector } from '../../../hosts/in-process-collector.ts';

test('opamp lets the collector start, and says that it does nothing', async () => {
  const yaml = `extensions: {opamp: {server: {ws: {endpoint: 'wss://opamp.example/v1'}}}}
receivers: {otlp: {protocols: {http: }}}
exporters: {nop: }
service: {extensions: [opamp], pipelines: {traces: {receivers: [otlp], exporters: [nop]}}}
`;
  const lines: string[] = [];
  const collector = new InProcessCollector();
  const events = { log: (line: string) => void lines.push(line), traces: () => undefined };
  const started = await collector.start(yaml, events);
  expect(started.ok && started.warnings.map(({ message }) => message)).toEqual([
    "extensions::opamp: 'server' is known, but not implemented here: the OpAMP client isn’t here yet, and the server is not contacted",
  ]);
  const warning = lines.find((line) => line.includes('its OpAMP client is not implemented here yet'));
  expect(warning).toContain('"endpoint": "wss://opamp.example/v1"');
  await collector.shutdown();
});
