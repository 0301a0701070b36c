import { useWorkbench } from './use-workbench.ts';

/** Where labs run. The second place is shown, and says why it can't be chosen. */
export function RuntimeSwitch() {
  const { bench, id, say } = useWorkbench();
  return (
    <span class="seg wb-runtime" role="radiogroup" aria-label={say('runtime.label')}>
      {/* biome-ignore lint/a11y/useSemanticElements: a radio input can't hold the dot, and is not asked for by this set of one choice. */}
      <button type="button" role="radio" aria-checked="true">
        <i class="dot ok" />
        {say('runtime.embedded')}
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      <button
        type="button"
        role="radio"
        aria-checked="false"
        aria-disabled="true"
        aria-describedby={`${id}-unavailable`}
        title={say('runtime.unavailable')}
        onClick={() => bench.notice({ of: 'no-webcontainer' })}
      >
        <i class="dot hollow" />
        {say('runtime.webcontainer')}
      </button>
      <span class="sr" id={`${id}-unavailable`}>
        {say('runtime.unavailable')}
      </span>
    </span>
  );
}
