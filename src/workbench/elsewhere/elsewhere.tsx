import { useRef, useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { useLoaded } from '../use-loaded.ts';
import { useWorkbench } from '../use-workbench.ts';

const loadMenu = () => import('./elsewhere-menu.tsx');

/** Pixels between the button and its menu. */
const GAP = 4;

/**
 * The button that opens the ways to take the lab out of the page. The menu is a popover, above what the row of tabs
 * cuts off; closing it by Escape or a click elsewhere is the browser's.
 */
export function Elsewhere() {
  const { id, say } = useWorkbench();
  const [wanted, setWanted] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const action = say('elsewhere.action');
  const place = (event: Event): void => {
    if ((event as ToggleEvent).newState !== 'open' || !toggle.current || !menu.current) return;
    const { bottom, right } = toggle.current.getBoundingClientRect();
    menu.current.style.top = `${bottom + GAP}px`;
    menu.current.style.right = `${document.documentElement.clientWidth - right}px`;
    setWanted(true);
  };
  return (
    <>
      <button
        class="tool"
        type="button"
        ref={toggle}
        aria-label={action}
        title={action}
        popovertarget={`${id}-elsewhere`}
      >
        <Icon name="download" />
      </button>
      <div class="wb-elsewhere" id={`${id}-elsewhere`} ref={menu} popover="auto" onBeforeToggle={place}>
        {wanted && <Menu onTaken={() => menu.current?.hidePopover()} />}
      </div>
    </>
  );
}

/** Fetched when it is first opened. */
function Menu(props: { onTaken(): void }) {
  const { say } = useWorkbench();
  const menu = useLoaded(loadMenu);
  if (menu.state === 'loading') return null;
  if (menu.state === 'failed') return <p role="alert">{say('elsewhere.failed', { reason: menu.reason })}</p>;
  return <menu.value.ElsewhereMenu {...props} />;
}
