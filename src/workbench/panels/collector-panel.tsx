import type { ComponentStatus, ConfigError } from '../../collector/hosted-collector.ts';
import { EmptyState } from '../empty-state.tsx';
import { Icon } from '../icon.tsx';
import { isActive } from '../state/workbench-state.ts';
import { type StringKey, sayCount } from '../strings.ts';
import { useSelected, useWorkbench } from '../use-workbench.ts';
import { pipelinesOf } from './pipelines.ts';

/** The pipelines with what passed through them, the Collector's complaints, and the requests it got. */
export function CollectorPanel() {
  const { say } = useWorkbench();
  const phase = useSelected((state) => state.phase);
  const status = useSelected((state) => state.run.pipelines);
  const errors = useSelected((state) => state.run.configErrors);
  const warnings = useSelected((state) => state.run.configWarnings);
  const file = useSelected((state) => state.definition.collectorConfig);
  const pipelines = pipelinesOf(status);
  if (errors.length > 0)
    return <Complaints tone="fail" title={say('collector.refused-config')} complaints={errors} />;
  const ran = phase.kind !== 'idle' && !isActive(phase);
  return (
    <>
      {warnings.length > 0 && (
        <Complaints tone="warn" title={say('collector.warned-config')} complaints={warnings} />
      )}
      {pipelines.length === 0 && (
        <EmptyState title={say('collector.none')}>{say('collector.none.next', { file })}</EmptyState>
      )}
      {pipelines.map(({ name, stages }) => (
        <section class="wb-pipe" key={name} aria-label={say('collector.pipeline', { name })}>
          <ol class="wb-pipeline">
            {stages.map((stage) => (
              <li key={stage[0]?.id}>
                {stage.map((component) => (
                  <Component key={component.id} component={component} counted={!isActive(phase)} />
                ))}
              </li>
            ))}
          </ol>
          <p class="label">{say('collector.pipeline', { name })}</p>
        </section>
      ))}
      {(ran || isActive(phase)) && <Wire />}
    </>
  );
}

interface ComponentProps {
  readonly component: ComponentStatus;
  readonly counted: boolean;
}

function Component({ component, counted }: ComponentProps) {
  const { say } = useWorkbench();
  const { kind, id, outgoing, refused } = component;
  const passed: Record<ComponentStatus['kind'], StringKey> = {
    receiver: 'collector.accepted',
    processor: 'collector.passed',
    exporter: 'collector.sent',
    connector: 'collector.passed',
  };
  return (
    <div class="wb-component">
      <span class="kind">{say(`collector.${kind}`)}</span>
      <strong title={id}>{id}</strong>
      <span class="num">{counted ? say(passed[kind], { n: outgoing }) : '–'}</span>
      {counted && refused > 0 && (
        <span class="status fail">
          <Icon name="circle-alert" small />
          {say(kind === 'exporter' ? 'collector.failed' : 'collector.refused', { n: refused })}
        </span>
      )}
    </div>
  );
}

interface ComplaintsProps {
  readonly tone: 'fail' | 'warn';
  readonly title: string;
  readonly complaints: readonly ConfigError[];
}

/** In the Collector's own words. */
function Complaints({ tone, title, complaints }: ComplaintsProps) {
  const { bench, say } = useWorkbench();
  const file = useSelected((state) => state.definition.collectorConfig);
  return (
    <div class={`wb-complaints ${tone}`}>
      <p class={`status ${tone}`}>
        <Icon name={tone === 'fail' ? 'circle-alert' : 'triangle-alert'} small />
        {title}
      </p>
      <ul>
        {complaints.map(({ message, location }) => (
          <li key={`${location?.line}:${message}`}>
            <span class="mono">{message}</span>
            {location && (
              <button
                class="link wb-link"
                type="button"
                onClick={() => bench.openPlace({ file, line: location.line, column: location.column })}
              >
                {say('file.place', { file, line: location.line })}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Wire() {
  const { language, say } = useWorkbench();
  const exchanges = useSelected((state) => state.run.exchanges);
  return (
    <section class="wb-wire" aria-label={say('collector.wire')}>
      <p class="label">{say('collector.wire')}</p>
      {exchanges.length === 0 && <p class="wb-quiet">{say('collector.wire.empty')}</p>}
      <ol class="mono num">
        {exchanges.map(({ method, path, status, requestBytes }, index) => (
          <li key={index}>
            {method} {path} <span class={status < 400 ? 'ok' : 'bad'}>{status}</span>{' '}
            {sayCount(language, 'collector.bytes', requestBytes)}
          </li>
        ))}
      </ol>
    </section>
  );
}
