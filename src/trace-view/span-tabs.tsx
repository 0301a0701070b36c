import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';

export interface SpanTab {
  readonly id: string;
  readonly label: string;
  readonly count?: number;
  /** Made only when the tab is open. */
  readonly content: () => ComponentChildren;
}

/** Tabs with arrow keys, after the WAI-ARIA pattern with automatic activation. */
export function SpanTabs({ tabs, label }: { readonly tabs: readonly SpanTab[]; readonly label: string }) {
  const uid = useId();
  const [openId, setOpenId] = useState(tabs[0]?.id);
  const list = useRef<HTMLDivElement>(null);
  const open = tabs.find((tab) => tab.id === openId) ?? tabs[0];
  if (!open) return null;

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const at = tabs.indexOf(open);
    const target = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[
      event.key
    ];
    if (target === undefined) return;
    event.preventDefault();
    const next = target % tabs.length;
    setOpenId(tabs[next]?.id);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <>
      <div class="tv-tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${uid}-${tab.id}`}
            class="tv-tab"
            aria-selected={tab === open}
            aria-controls={`${uid}-panel`}
            tabIndex={tab === open ? 0 : -1}
            onClick={() => setOpenId(tab.id)}
          >
            {tab.label}
            {tab.count !== undefined && <span class="tv-tab-count">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div
        class="tv-panel"
        role="tabpanel"
        id={`${uid}-panel`}
        aria-labelledby={`${uid}-${open.id}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {open.content()}
      </div>
    </>
  );
}
