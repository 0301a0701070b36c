import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';

export interface Tab<Key extends string> {
  readonly key: Key;
  readonly id: string;
  /** Id of the tabpanel. */
  readonly controls: string;
  readonly content: ComponentChildren;
}

interface Props<Key extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Key>[];
  readonly selected: Key;
  onSelect(key: Key): void;
}

/** Tabs after the ARIA pattern: one stop for Tab, arrows, Home and End move and select. */
export function TabList<Key extends string>({ label, tabs, selected, onSelect }: Props<Key>) {
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const here = tabs.findIndex((tab) => tab.key === selected);
    const last = tabs.length - 1;
    const to = {
      ArrowLeft: here === 0 ? last : here - 1,
      ArrowRight: here === last ? 0 : here + 1,
      Home: 0,
      End: last,
    }[event.key];
    const tab = to === undefined ? undefined : tabs[to];
    if (!tab) return;
    event.preventDefault();
    onSelect(tab.key);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[to ?? 0]?.focus();
  };
  return (
    <div class="wb-tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          class="tab"
          type="button"
          role="tab"
          id={tab.id}
          aria-controls={tab.controls}
          aria-selected={tab.key === selected}
          tabIndex={tab.key === selected ? 0 : -1}
          onClick={() => onSelect(tab.key)}
        >
          {tab.content}
        </button>
      ))}
    </div>
  );
}
