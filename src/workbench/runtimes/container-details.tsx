import type { Language } from '../../grading/text.ts';
import type { BootStage } from '../../runtime/webcontainer/boot/boot-failure.ts';
import { BOOT_FAILURE_WORDS } from '../../runtime/webcontainer/boot/boot-words.ts';
import { Icon } from '../icon.tsx';
import { useSelected, useWorkbench } from '../use-workbench.ts';
import { containerStrings } from './container-strings.ts';
import { mayRetry, placeOf } from './runtime-choice.ts';

/** What a boot goes through, in order. */
const stages = ['client', 'load', 'init', 'build', 'furnish'] as const satisfies readonly BootStage[];

/** How far the boot is, or why there is no container, and what can be done. */
export function ContainerDetails({ language }: { readonly language: Language }) {
  const { bench } = useWorkbench();
  const runtime = useSelected((state) => state.runtime);
  const placement = placeOf(runtime);
  const words = containerStrings[language];
  // Where the lab insists, Stop is the way out of waiting.
  const back = runtime.requires === undefined && (
    <button class="link wb-link" type="button" onClick={() => bench.chooseRuntime('auto')}>
      {placement.kind === 'wait' ? words.cancel : words.back}
    </button>
  );
  if (placement.kind === 'none') {
    const why =
      placement.why === 'switched-off' ? words.switchedOff : BOOT_FAILURE_WORDS[placement.why][language];
    return (
      <div class="wb-notice wb-container" role="status">
        <Icon name="circle-alert" small />
        <span>
          {why}
          {runtime.requires === 'webcontainer' && ` ${words.required}`}
        </span>
        {mayRetry(placement.why) && (
          <button class="link wb-link" type="button" onClick={bench.retryContainer}>
            {words.retry}
          </button>
        )}
        {back}
      </div>
    );
  }
  const stage = runtime.container.state === 'booting' ? runtime.container.stage : 'preflight';
  const done = Math.max(
    0,
    stages.findIndex((name) => name === stage),
  );
  return (
    <div class="wb-notice wb-container" role="status">
      <span>
        {words.starting} {words[stage]}
      </span>
      <progress max={stages.length} value={done} aria-label={words.progress} />
      {back}
    </div>
  );
}
