import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { useLoaded } from '../use-loaded.ts';
import { useWorkbench } from '../use-workbench.ts';

const loadMenu = () => import('./elsewhere-menu.tsx');

/** The button that opens the ways to take the lab out of the page. */
export function Elsewhere() {
  const { id, say } = useWorkbench();
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (!frame.current?.contains(event.target as Node)) setOpen(false);
    };
    const onKey = (event: Event) => {
      if ((event as KeyboardEvent).key !== 'Escape') return;
      event.stopPropagation();
      setOpen(false);
      toggle.current?.focus();
    };
    const listeners = { pointerdown: outside, focusin: outside, keydown: onKey };
    for (const [type, listener] of Object.entries(listeners)) addEventListener(type, listener, true);
    return () => {
      for (const [type, listener] of Object.entries(listeners)) removeEventListener(type, listener, true);
    };
  }, [open]);
  const action = say('elsewhere.action');
  return (
    <div class="wb-elsewhere" ref={frame}>
      <button
        class="tool"
        type="button"
        ref={toggle}
        aria-label={action}
        title={action}
        aria-expanded={open}
        aria-controls={`${id}-elsewhere`}
        onClick={() => setOpen(!open)}
      >
        <Icon name="download" />
      </button>
      {open && <Menu id={`${id}-elsewhere`} toggle={toggle} onClose={() => setOpen(false)} />}
    </div>
  );
}

type MenuProps = Parameters<Awaited<ReturnType<typeof loadMenu>>['ElsewhereMenu']>[0];

/** Fetched when it is opened. */
function Menu(props: MenuProps) {
  const { say } = useWorkbench();
  const menu = useLoaded(loadMenu);
  if (menu.state === 'loading') return null;
  if (menu.state === 'failed') return <p role="alert">{say('elsewhere.failed', { reason: menu.reason })}</p>;
  return <menu.value.ElsewhereMenu {...props} />;
}
