import { EmptyState } from '../empty-state.tsx';
import { isActive, type OutputSegment } from '../state/workbench-state.ts';
import { useSelected, useWorkbench } from '../use-workbench.ts';
import { readCollectorLine } from './collector-line.ts';

/** What the program wrote, as it wrote it, with the Collector's own log between. Texts are shown as text only. */
export function OutputPanel() {
  const { say } = useWorkbench();
  const phase = useSelected((state) => state.phase);
  const output = useSelected((state) => state.run.output);
  const dropped = useSelected((state) => state.run.droppedOutput);
  const exitCode = useSelected((state) => state.run.exitCode);
  const failure = phase.kind === 'failed' ? phase.failure : undefined;
  const problems = useSelected((state) => (state.phase.kind === 'failed' ? state.run.marks : undefined));
  if (phase.kind === 'idle') return <EmptyState>{say('output.empty')}</EmptyState>;
  if (phase.kind === 'unplaced') return <EmptyState>{say('run.unplaced.why')}</EmptyState>;
  const broke = phase.kind === 'infrastructure-error' ? phase.reason : undefined;
  const silent =
    output.length === 0 && exitCode === undefined && failure === undefined && broke === undefined;
  return (
    <div class="wb-console">
      {silent && <p class="wb-quiet">{say(isActive(phase) ? 'output.running' : 'output.silent')}</p>}
      {output.map((segment, index) => (
        <Segment key={index} segment={segment} />
      ))}
      {dropped > 0 && <p class="wb-quiet">{say('output.dropped', { n: dropped })}</p>}
      {(failure?.kind === 'compile' || failure?.kind === 'collector') &&
        Object.entries(problems ?? {}).flatMap(([file, marks]) =>
          marks
            .filter((mark) => mark.severity === 'error')
            .map((mark) => (
              <p class="wb-problem" key={`${file}:${mark.line}:${mark.message}`}>
                <Place file={file} line={mark.line} column={mark.column} />
                {mark.message}
              </p>
            )),
        )}
      {broke !== undefined && <p class="wb-problem">{say('run.broke.why', { reason: broke })}</p>}
      {exitCode !== undefined && (
        <p class={exitCode === 0 ? 'wb-exit' : 'wb-exit bad'}>
          {say('output.exit', { code: String(exitCode) })}
        </p>
      )}
    </div>
  );
}

function Segment({ segment }: { readonly segment: OutputSegment }) {
  if (segment.source !== 'collector') return <span class={segment.source}>{segment.text}</span>;
  const lines = segment.text.replace(/\n$/, '').split('\n');
  return (
    <>
      {lines.map((line, index) => (
        <LogLine key={index} line={line} />
      ))}
    </>
  );
}

function LogLine({ line }: { readonly line: string }) {
  const { say } = useWorkbench();
  const { component, level, text } = readCollectorLine(line);
  return (
    <span class={level === 'warn' || level === 'error' ? `wb-log ${level}` : 'wb-log'} title={line}>
      <b>{component === undefined ? say('output.collector') : `${say('output.collector')} ${component}`}</b>
      {level !== undefined && <span class="level">{level}</span>}
      {`${text}\n`}
    </span>
  );
}

interface PlaceProps {
  readonly file: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** "src/main.ts:12:5", which opens the file there. */
function Place({ file, line, column = 1 }: PlaceProps) {
  const { bench } = useWorkbench();
  return (
    <button
      class="link wb-link"
      type="button"
      onClick={() => bench.openPlace({ file, line: line ?? 1, column })}
    >
      {line === undefined ? file : `${file}:${line}:${column}`}
    </button>
  );
}
