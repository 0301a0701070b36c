import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { RuntimeSwitch } from './runtime-switch.tsx';
import { phaseWords } from './state/phase-words.ts';
import { isActive, type RunPhase } from './state/workbench-state.ts';
import { useSelected, useWorkbench } from './use-workbench.ts';

/** Run or Stop, how it went, and where it runs. */
export function RunBar() {
  const { bench, say } = useWorkbench();
  const phase = useSelected((state) => state.phase);
  const active = isActive(phase);
  const retry = phase.kind === 'infrastructure-error' || phase.kind === 'unplaced';
  return (
    <div class="wb-runbar">
      <button
        class={active ? 'btn sm wb-run' : 'btn primary sm wb-run'}
        type="button"
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={(event) => {
          if (!active) void bench.run();
          // The second half of a double click on Run must not stop what the first half began.
          else if (event.detail !== 2) bench.stop();
        }}
      >
        <Icon name={active ? 'square' : retry ? 'rotate-ccw' : 'play'} small />
        {say(active ? 'run.stop' : retry ? 'run.retry' : 'run.run')}
        {!active && <Shortcut />}
      </button>
      <RunState phase={phase} />
      <RuntimeSwitch />
    </div>
  );
}

/** The page as served can't know the keyboard; the server's guess is corrected once it runs. */
function Shortcut() {
  const [keys, setKeys] = useState('Ctrl ↵');
  useEffect(() => {
    if (/mac|iphone|ipad/i.test(navigator.platform)) setKeys('⌘↵');
  }, []);
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing here takes focus; the shortcut is told by aria-keyshortcuts.
  return <kbd aria-hidden="true">{keys}</kbd>;
}

function RunState({ phase }: { readonly phase: RunPhase }) {
  const { bench, language, say } = useWorkbench();
  const run = useSelected((state) => state.run);
  const ranIn = isActive(phase) ? undefined : run.place;
  const badge = ranIn && (
    <span class="wb-badge" title={say('runtime.ran', { runtime: say(`runtime.${ranIn}`) })}>
      {say(`runtime.${ranIn}`)}
    </span>
  );
  const seconds = useSecondsSince(phase.kind === 'running' ? phase.since : undefined);
  const { tone, word, detail } = phaseWords(language, { phase, run }, seconds);
  const place = phase.kind === 'failed' && 'location' in phase.failure ? phase.failure.location : undefined;
  if (tone === 'plain') {
    return (
      <p class="wb-state num">
        {word}
        {detail && <span class="wb-more">· {detail}</span>}
        {badge}
      </p>
    );
  }
  return (
    <p class="wb-state">
      <span class="status fail">
        <Icon name="circle-alert" small />
        {word}
      </span>
      {detail && (
        <span class="wb-reason" title={detail}>
          {detail}
        </span>
      )}
      {place && (
        <button class="link wb-link mono" type="button" onClick={() => bench.openPlace(place)}>
          {place.file}:{place.line}
        </button>
      )}
      {badge}
    </p>
  );
}

/** Whole seconds since a time of `performance.now()`; 0 while there is none. */
function useSecondsSince(since: number | undefined): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (since === undefined) return undefined;
    const count = () => setSeconds(Math.floor((performance.now() - since) / 1000));
    count();
    const timer = setInterval(count, 250);
    return () => clearInterval(timer);
  }, [since]);
  return since === undefined ? 0 : seconds;
}
