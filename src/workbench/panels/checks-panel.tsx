import type { ComponentChildren } from 'preact';
import type { CheckOutcome, CheckResult } from '../../grading/check.ts';
import { EmptyState } from '../empty-state.tsx';
import { Icon, type IconName } from '../icon.tsx';
import { RichText } from '../rich-text.tsx';
import { type CheckTitle, isActive } from '../state/workbench-state.ts';
import { useSelected, useWorkbench } from '../use-workbench.ts';

/** Each check with its verdict; a failure says what was expected, what was found and which span comes closest. */
export function ChecksPanel() {
  const { layout, say } = useWorkbench();
  const titles = useSelected((state) => state.checks);
  const verdict = useSelected((state) => state.run.verdict);
  const phase = useSelected((state) => state.phase);
  const outdated = useSelected((state) => state.run.outdated);
  const idle = phase.kind === 'idle';
  const rows: readonly (CheckTitle & Partial<CheckResult>)[] = verdict?.results ?? titles;
  return (
    <>
      {idle && layout === 'lesson' && <EmptyState>{say('checks.empty')}</EmptyState>}
      {!idle && !isActive(phase) && !verdict && <p class="wb-note">{say('checks.none')}</p>}
      {verdict && outdated && <p class="wb-note">{say('checks.outdated')}</p>}
      <ul class="wb-checks">
        {rows.map((row) => (
          <CheckRow key={row.id} check={row} outcome={row.outcome} />
        ))}
      </ul>
      {layout === 'lesson' && <Seed />}
    </>
  );
}

const icons: Readonly<Record<CheckOutcome['status'] | 'waiting', IconName>> = {
  pass: 'check',
  fail: 'x',
  error: 'circle-alert',
  waiting: 'circle',
};

interface CheckRowProps {
  readonly check: CheckTitle;
  readonly outcome: CheckOutcome | undefined;
}

function CheckRow({ check, outcome }: CheckRowProps) {
  const { language, layout, say } = useWorkbench();
  const status = outcome?.status ?? 'waiting';
  const note = outcome?.status === 'pass' ? outcome.note?.[language] : undefined;
  return (
    <li class={`wb-check ${status}`} data-check={check.id}>
      <Icon name={icons[status]} />
      <span>
        <RichText text={check.title[language]} />
      </span>
      <span class="label">
        {layout === 'lesson' && note && <RichText text={note} />}
        <span class={layout === 'lesson' && status !== 'waiting' ? 'sr' : 'word'}>
          {say(`check.${status}`)}
        </span>
      </span>
      <Details outcome={outcome} />
    </li>
  );
}

function Details({ outcome }: { readonly outcome: CheckOutcome | undefined }) {
  const { bench, language, say } = useWorkbench();
  if (outcome?.status === 'error') {
    return <p class="wb-check-more wb-hint">{say('check.error.why', { message: outcome.message })}</p>;
  }
  if (outcome?.status !== 'fail') return null;
  const { expected, found, closest, hint } = outcome;
  return (
    <div class="wb-check-more">
      <dl class="wb-expect">
        <Fact name={say('check.expected')}>
          <RichText text={expected[language]} />
        </Fact>
        <Fact name={say('check.found')}>
          <RichText text={found[language]} />
        </Fact>
        {closest && (
          <Fact name={say('check.closest')}>
            <button class="link wb-link mono" type="button" onClick={() => bench.showSpan(closest.spanId)}>
              {closest.name}
            </button>
            {closest.service && ` · ${closest.service}`} · <span class="mono">{closest.spanId}</span>
          </Fact>
        )}
      </dl>
      {hint && (
        <p class="wb-hint">
          <RichText text={hint[language]} />
        </p>
      )}
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** The draw of the inputs, so that a run can be repeated. */
function Seed() {
  const { bench, say } = useWorkbench();
  const seed = useSelected((state) => state.run.seed);
  const phase = useSelected((state) => state.phase);
  if (seed === undefined || isActive(phase)) return null;
  return (
    <p class="wb-seed">
      <span class="label">{say('checks.seed', { seed: String(seed) })}</span>
      <button class="btn quiet sm" type="button" onClick={() => bench.run(seed)}>
        <Icon name="rotate-ccw" small />
        {say('checks.again')}
      </button>
    </p>
  );
}
