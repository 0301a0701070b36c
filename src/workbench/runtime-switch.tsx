import type { TargetedKeyboardEvent } from 'preact';
import { choiceInForce, type RuntimeChoice, runtimeChoices } from './runtimes/runtime-choice.ts';
import type { StringKey } from './strings.ts';
import { useSelected, useWorkbench } from './use-workbench.ts';

const containerWords = {
  off: 'runtime.off',
  booting: 'runtime.booting',
  ready: 'runtime.ready',
  failed: 'runtime.failed',
} as const satisfies Record<string, StringKey>;

const dots = { off: 'hollow', booting: 'hollow', ready: 'ok', failed: 'out' } as const;

/** Where labs run. One stop for Tab; arrows move and choose, as radio buttons do. */
export function RuntimeSwitch() {
  const { bench, id, say } = useWorkbench();
  const runtime = useSelected((state) => state.runtime);
  const { site, requires, container } = runtime;
  // Nothing to choose, and nothing to say that the badge doesn't.
  if (site === 'embedded-only' && requires !== 'webcontainer') return null;
  const inForce = choiceInForce(runtime);
  const fixed = requires && say('runtime.required', { runtime: say(`runtime.${requires}`) });
  const barred = (choice: RuntimeChoice): boolean => fixed !== undefined && choice !== requires;
  const described = (choice: RuntimeChoice): string => {
    if (fixed !== undefined && barred(choice)) return fixed;
    if (choice !== 'webcontainer') return say(`runtime.${choice}.how`);
    return say(site === 'embedded-only' ? 'runtime.switched-off' : containerWords[container.state]);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined || fixed) return;
    event.preventDefault();
    const at = runtimeChoices.indexOf(inForce) + step + runtimeChoices.length;
    const to = at % runtimeChoices.length;
    const choice = runtimeChoices[to];
    if (choice) bench.chooseRuntime(choice);
    event.currentTarget.querySelectorAll('button')[to]?.focus();
  };
  return (
    <span class="seg wb-runtime" role="radiogroup" aria-label={say('runtime.label')} onKeyDown={onKeyDown}>
      {runtimeChoices.map((choice) => (
        // biome-ignore lint/a11y/useSemanticElements: a radio input can't hold the dot.
        <button
          key={choice}
          type="button"
          role="radio"
          aria-checked={choice === inForce}
          aria-disabled={barred(choice)}
          aria-describedby={`${id}-runtime-${choice}`}
          tabIndex={choice === inForce ? 0 : -1}
          title={described(choice)}
          onClick={() => barred(choice) || bench.chooseRuntime(choice)}
        >
          {choice === 'webcontainer' && <i class={`dot ${dots[container.state]}`} />}
          {say(`runtime.${choice}`)}
        </button>
      ))}
      {runtimeChoices.map((choice) => (
        <span key={choice} class="sr" id={`${id}-runtime-${choice}`}>
          {described(choice)}
        </span>
      ))}
    </span>
  );
}
